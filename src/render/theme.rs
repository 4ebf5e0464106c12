//! Templates in, pages out. The default theme is built into the program; a site's `themes/NAME/` overrides it file by
//! file. Doors: tera, include_dir.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::value::Key;
use tera::{Context, ErrorKind, Map, Tera, Value};

use super::assets::{self, Assets};
use super::template_faults::{self, GENERAL, Known};
use super::theme_files;
use crate::diagnostic::{Code, Diagnostic, Place, nearest};
use crate::files::{Bytes, SiteFiles};
use crate::model::site::SiteKeys;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// No page grows beyond this many bytes: a template that loops without end must not fill the disk, and no reader waits
/// for more.
pub(crate) const LARGEST_PAGE: usize = 32 * 1024 * 1024;

/// The templates and assets of a site.
pub(crate) struct Theme {
    tera: Arc<Tera>,
    /// The file and text behind each template, for faults.
    files: BTreeMap<String, (String, Bytes)>,
    /// What is published beside the pages.
    pub(crate) assets: Assets,
}

/// What many pages share, as values of the template engine: to take them over costs next to nothing.
pub(crate) struct Shared(Map);

/// Loads a site's theme over the default one.
///
/// # Errors
/// Every template that cannot be parsed, with file and line.
pub(crate) fn load(files: &SiteFiles, site: &SiteKeys) -> Result<Theme, Vec<Diagnostic>> {
    let name = site.theme.as_ref().map_or("default", |t| t.0.as_str());
    let own = format!("themes/{name}/");
    if name != "default" && files.under(&own).next().is_none() {
        let help = "put the theme's files there, or take the line `theme` out to use the default theme";
        let place = Place::top("site.toml").at("theme");
        return Err(vec![Diagnostic::new(
            Code::UnknownFile,
            place,
            format!("there is no folder themes/{name}"),
            help,
        )]);
    }
    let mut sources: BTreeMap<String, (String, Bytes)> = BTreeMap::new();
    built_in(&DEFAULT, &mut sources);
    overlay(files, "themes/default/", "default/", &mut sources);
    if name != "default" {
        overlay(files, &own, "", &mut sources);
    }
    let mut theme = Theme {
        tera: Arc::default(),
        files: BTreeMap::new(),
        assets: assets::join(&asset_files(&sources), site),
    };
    // Most sites have no theme of their own, and the built-in templates are the same for all of them.
    static BUILT_IN: OnceLock<Arc<Tera>> = OnceLock::new();
    let is_built_in = files.under("themes/").next().is_none();
    if let Some(parsed) = BUILT_IN.get().filter(|_| is_built_in) {
        theme.name_templates(&sources);
        theme.tera = Arc::clone(parsed);
        return Ok(theme);
    }
    let mut faults = strays(files, &sources, &own);
    faults.extend(theme.assets.missing.iter().map(|missing| missing_asset(missing, &sources)));
    faults.extend(theme.parse(&sources).err().unwrap_or_default());
    if !faults.is_empty() {
        return Err(faults);
    }
    if is_built_in {
        BUILT_IN.get_or_init(|| Arc::clone(&theme.tera));
    }
    Ok(theme)
}

/// Template and asset files by name, each with its file and bytes.
type Sources = BTreeMap<String, (String, Bytes)>;

fn built_in(folder: &Dir<'_>, sources: &mut Sources) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        sources
            .insert(format!("default/{path}"), (format!("themes/default/{path}"), file.contents().to_vec()));
    }
    for folder in folder.dirs() {
        built_in(folder, sources);
    }
}

/// A file that a style sheet names and the theme does not have.
fn missing_asset(missing: &assets::Missing, sources: &Sources) -> Diagnostic {
    let assets = asset_files(sources);
    let near = nearest(missing.name.rsplit('/').next().unwrap_or(&missing.name), assets.keys().copied());
    let help = near.map_or(
        "write the path from the style sheet, such as ../mark.svg for assets/mark.svg".to_owned(),
        |near| format!("did you mean `../{near}`?"),
    );
    let path = format!("assets/{}", missing.sheet);
    let file = sources.get(&path).or_else(|| sources.get(&format!("default/{path}"))).map(|(file, _)| file);
    let place = Place::bytes(file.cloned().unwrap_or(path), missing.at.clone());
    Diagnostic::new(Code::UnknownFile, place, format!("the theme has no file `{}`", missing.name), help)
}

/// Files of the site's own themes that nothing would read.
fn strays(files: &SiteFiles, sources: &Sources, own: &str) -> Vec<Diagnostic> {
    let mut built_in = Sources::new();
    self::built_in(&DEFAULT, &mut built_in);
    let templates: Vec<&str> =
        built_in.keys().filter_map(|name| name.strip_prefix("default/templates/")).collect();
    let texts: Vec<_> = sources.values().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let is_named = |name: &str| texts.iter().any(|text| !find_name(text, name).is_empty());
    let text = |path: &str| String::from_utf8_lossy(files.get(path).unwrap_or_default()).into_owned();
    let folders = BTreeSet::from([own, "themes/default/"]).into_iter();
    folders
        .flat_map(|folder| theme_files::check(folder, files.under(folder), &templates, text, is_named))
        .collect()
}

fn overlay(files: &SiteFiles, folder: &str, prefix: &str, sources: &mut Sources) {
    for path in files.under(folder) {
        let name = format!("{prefix}{}", &path[folder.len()..]);
        sources.insert(name, (path.to_owned(), files.get(path).unwrap_or_default().to_vec()));
    }
}

/// A theme's assets by their path under `assets/`; the site's own file stands in for the default one of that name.
fn asset_files(sources: &Sources) -> BTreeMap<&str, &[u8]> {
    let mut assets: BTreeMap<&str, &[u8]> = BTreeMap::new();
    // "assets/…" sorts before "default/assets/…": the site's own file wins.
    for (name, (_, bytes)) in sources.iter().rev() {
        let path = name.strip_prefix("default/").unwrap_or(name);
        if let Some(asset) = path.strip_prefix("assets/") {
            assets.insert(asset, bytes);
        }
    }
    assets
}

impl Theme {
    /// Remembers which file is behind each template.
    fn name_templates(&mut self, sources: &Sources) {
        let templates = sources.iter().filter(|(name, _)| name.ends_with(".html"));
        self.files.extend(templates.map(|(name, source)| (template_name(name), source.clone())));
    }

    fn parse(&mut self, sources: &Sources) -> Result<(), Vec<Diagnostic>> {
        self.name_templates(sources);
        let mut faults = Vec::new();
        let mut templates: Vec<(String, &str)> = Vec::new();
        for (name, (file, bytes)) in sources.iter().filter(|(name, _)| name.ends_with(".html")) {
            match std::str::from_utf8(bytes) {
                Ok(text) => templates.push((template_name(name), text)),
                Err(_) => faults.push(Diagnostic::new(
                    Code::NotUtf8,
                    Place::file(file.as_str()),
                    "the template is not UTF-8",
                    "save it again with the encoding UTF-8",
                )),
            }
        }
        let mut tera = Tera::default();
        let given = templates.iter().map(|(name, text)| (name.as_str(), *text));
        let added = tera.set_fallback_prefixes(["default/"]).and_then(|()| tera.add_raw_templates(given));
        let error = match added {
            Ok(()) if faults.is_empty() => {
                self.tera = Arc::new(tera);
                return Ok(());
            }
            added => added.err(),
        };
        // Each alone, so that every broken template is told of and not the first only.
        for (name, text) in &templates {
            let alone = Tera::default().add_raw_template(name, text);
            faults.extend(alone.err().filter(is_syntax).iter().flat_map(|e| self.faults(e)));
        }
        if faults.is_empty() {
            faults.extend(error.iter().flat_map(|error| self.faults(error)));
        }
        Err(faults)
    }

    /// Renders the template of a part of a page.
    ///
    /// # Errors
    /// What the template engine said, at file and line.
    pub(crate) fn render<T: Serialize>(&self, template: &str, data: &T) -> Result<Bytes, Diagnostic> {
        let context = Context::from_serialize(data).map_err(|error| self.fault(&error))?;
        self.rendered(template, &context)
    }

    /// Makes what many pages share into values of the template engine, once for all of them, its header and footer rendered.
    ///
    /// # Errors
    /// What the template engine said, at file and line.
    pub(crate) fn share<T: Serialize>(&self, frame: &T) -> Result<Shared, Diagnostic> {
        let mut shared = self.map(frame)?;
        for part in ["header", "footer"] {
            let mut context = Context::new();
            context.insert_value("frame", Value::from(shared.clone()));
            let html = self.rendered(&format!("{part}.html"), &context)?;
            shared.insert(Key::Str(part), Value::safe_string(&String::from_utf8_lossy(&html)));
        }
        Ok(Shared(shared))
    }

    /// Renders a page in its frame: what it shares with others, and what is its own.
    ///
    /// # Errors
    /// What the template engine said, at file and line.
    pub(crate) fn page<O: Serialize, T: Serialize>(
        &self,
        template: &str,
        shared: &Shared,
        own: &O,
        page: &T,
    ) -> Result<Bytes, Diagnostic> {
        let mut frame = shared.0.clone();
        frame.extend(self.map(own)?);
        let mut context = Context::new();
        context.insert_value("frame", Value::from(frame));
        let page = Value::try_from_serializable(page).map_err(|error| self.fault(&error))?;
        context.insert_value("page", page);
        self.rendered(template, &context)
    }

    fn map<T: Serialize>(&self, data: &T) -> Result<Map, Diagnostic> {
        let value = Value::try_from_serializable(data).map_err(|error| self.fault(&error))?;
        Ok(value.into_map().unwrap_or_default())
    }

    fn rendered(&self, template: &str, context: &Context) -> Result<Bytes, Diagnostic> {
        let mut page = Bounded(Vec::with_capacity(16 * 1024));
        self.tera.render_to(template, context, &mut page).map_err(|error| self.fault(&error))?;
        Ok(page.0)
    }

    fn fault(&self, error: &tera::Error) -> Diagnostic {
        let told = self.faults(error).into_iter().next();
        told.unwrap_or_else(|| fault(Place::file("themes"), error.to_string(), GENERAL))
    }

    /// Everything that the engine says in one error, each fault at its place.
    fn faults(&self, error: &tera::Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                vec![self.told(report.filename(), report.message().trim(), |_| report.span().range.clone())]
            }
            ErrorKind::CircularExtend { tpl, .. } => {
                let message = format!("`{}` extends itself", own_name(tpl));
                let help = format!(
                    "to change blocks of the built-in one, extend \"default/{}\"; else extend another template",
                    own_name(tpl)
                );
                vec![self.at_name(tpl, own_name(tpl), message, &help)]
            }
            ErrorKind::CircularInclude { tpl, include_chain } => {
                let message = format!("templates include each other: {}", include_chain.join(", "));
                vec![self.at_name(tpl, tpl, message, "take one of the {% include %} out")]
            }
            ErrorKind::MissingParent { current, parent } => {
                let said = format!("Unknown template `{parent}`");
                vec![self.told(current, &said, |text| find_name(text, parent))]
            }
            // The writer stops the engine at once, also inside a loop that would go on for days.
            ErrorKind::Io(_) => vec![too_large(Place::file("themes"))],
            _ => {
                let text = error.to_string();
                let reports = template_faults::reports(&text).into_iter();
                let told: Vec<_> = reports
                    .map(|r| self.told(r.template, r.said, |text| template_faults::bytes(text, r.at)))
                    .collect();
                if told.is_empty() { vec![fault(Place::file("themes"), text, GENERAL)] } else { told }
            }
        }
    }

    /// What the engine said of bytes of a template, in other words.
    fn told(&self, template: &str, said: &str, at: impl Fn(&str) -> Range<usize>) -> Diagnostic {
        let (file, text) = self.source(template);
        let mut known = Known::default();
        for (name, (_, bytes)) in &self.files {
            known.add(own_name(name), &String::from_utf8_lossy(bytes));
        }
        let told = template_faults::explain(said, &text, at(&text), &known);
        let diagnostic = fault(Place::bytes(file, told.range), told.message, &told.help);
        Diagnostic { replacement: told.replacement, ..diagnostic }
    }

    /// A fault at the place where a template names another.
    fn at_name(&self, template: &str, name: &str, message: String, help: &str) -> Diagnostic {
        let (file, text) = self.source(template);
        fault(Place::bytes(file, find_name(&text, name)), message, help)
    }

    /// The file and text of a template.
    fn source(&self, template: &str) -> (String, String) {
        match self.files.get(template) {
            Some((file, bytes)) => (file.clone(), String::from_utf8_lossy(bytes).into_owned()),
            None => ("themes".to_owned(), String::new()),
        }
    }
}

fn fault(place: Place, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::new(Code::TemplateError, place, message, help)
}

/// A template's name without the prefix of the default theme.
fn own_name(template: &str) -> &str {
    template.strip_prefix("default/").unwrap_or(template)
}

/// Where a text names a template.
fn find_name(text: &str, name: &str) -> Range<usize> {
    let start = [format!("\"{name}\""), format!("'{name}'")].iter().find_map(|quoted| text.find(quoted));
    start.map_or(0..0, |start| start..start + name.len() + 2)
}

/// A page that grew too large; whoever knows what it is made of says so instead of the place.
pub(crate) fn too_large(place: Place) -> Diagnostic {
    let message = format!("a page made of this grew beyond {} MiB and was not finished", LARGEST_PAGE >> 20);
    let help = "split the text or the plan in two; if it is not long, a template of the theme repeats itself";
    Diagnostic::new(Code::PageTooLarge, place, message, help)
}

/// The name a template is included by, from its path in the theme.
fn template_name(path: &str) -> String {
    path.replacen("templates/", "", 1)
}

fn is_syntax(error: &tera::Error) -> bool {
    matches!(error.kind(), ErrorKind::SyntaxError(_))
}

/// Takes a page up to its largest size.
struct Bounded(Bytes);

impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_PAGE {
            return Err(io::Error::other("page too large"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
