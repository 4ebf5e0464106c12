//! Templates in, pages out. The default theme is built into the program; a site's `themes/NAME/` overrides it file by
//! file. Doors: tera, include_dir.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, include_dir};
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::assets::{self, Assets};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::files::{Bytes, SiteFiles};
use crate::model::site::SiteKeys;

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// No page grows beyond this many bytes: a template that loops without end must not fill the disk, and no reader waits
/// for more.
pub(crate) const LARGEST_PAGE: usize = 32 * 1024 * 1024;

/// The templates and assets of a site.
pub(crate) struct Theme {
    tera: Arc<Tera>,
    /// The file behind each template, for faults.
    files: BTreeMap<String, String>,
    /// What is published beside the pages.
    pub(crate) assets: Assets,
}

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
    theme.parse(&sources)?;
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
        self.files.extend(templates.map(|(name, (file, _))| (template_name(name), file.clone())));
    }

    fn parse(&mut self, sources: &Sources) -> Result<(), Vec<Diagnostic>> {
        let mut faults = Vec::new();
        let mut templates = Vec::new();
        self.name_templates(sources);
        for (name, (file, bytes)) in sources.iter().filter(|(name, _)| name.ends_with(".html")) {
            let short = template_name(name);
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    // Each alone first, so that every broken template is told of and not the first only.
                    let alone = Tera::default().add_raw_template(&short, text);
                    faults.extend(alone.err().filter(is_syntax).map(|e| self.fault(&e)));
                    templates.push((short, text));
                }
                Err(_) => faults.push(Diagnostic::new(
                    Code::NotUtf8,
                    Place::file(file.as_str()),
                    "the template is not UTF-8",
                    "save it again with the encoding UTF-8",
                )),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut tera = Tera::default();
        let added = tera.set_fallback_prefixes(["default/"]).and_then(|()| tera.add_raw_templates(templates));
        added.map_err(|error| vec![self.fault(&error)])?;
        self.tera = Arc::new(tera);
        Ok(())
    }

    /// Renders a template.
    ///
    /// # Errors
    /// What the template engine said, at file and line.
    pub(crate) fn render<T: Serialize>(&self, template: &str, data: &T) -> Result<Bytes, Diagnostic> {
        let context = Context::from_serialize(data).map_err(|error| self.fault(&error))?;
        let mut page = Bounded(Vec::with_capacity(16 * 1024));
        self.tera.render_to(template, &context, &mut page).map_err(|error| self.fault(&error))?;
        Ok(page.0)
    }

    fn fault(&self, error: &tera::Error) -> Diagnostic {
        let help = "compare it with the template of the same name in the default theme, which shows every value it is given";
        let file = |name: &str| Place::file(self.files.get(name).cloned().unwrap_or_else(|| name.to_owned()));
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let place = Place::bytes(file(report.filename()).file, report.span().range.clone());
                Diagnostic::new(Code::TemplateError, place, report.message().trim(), help)
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                Diagnostic::new(Code::TemplateError, file(tpl), error.to_string(), help)
            }
            ErrorKind::MissingParent { current, .. } => {
                Diagnostic::new(Code::TemplateError, file(current), error.to_string(), help)
            }
            // The writer stops the engine at once, also inside a loop that would go on for days.
            ErrorKind::Io(_) => too_large(Place::file("themes")),
            _ => Diagnostic::new(Code::TemplateError, Place::file("themes"), error.to_string(), help),
        }
    }
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
