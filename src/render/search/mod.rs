//! The search index: made with the site from what it publishes and nothing else, and looked up without any server by
//! a script beside it (`engine.js`), which knows how the index is written.

mod document;
mod papers;
mod passages;
mod records;
mod shards;
mod terms;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::derive::Views;
use crate::files::Bytes;
use crate::output::OutPath;
use crate::render::address::Linker;
use crate::render::assets::with_hash;
use document::Document;

/// The search index of a site; nothing on a site without the search.
#[derive(Default)]
pub(crate) struct Search {
    /// Its files by path.
    pub(crate) files: BTreeMap<String, Bytes>,
    /// The file that names all others.
    pub(crate) index: String,
}

/// What the script is told first.
#[derive(Serialize)]
struct Index<'i> {
    /// Words that are not looked up.
    common: &'i [&'i str],
    /// The files of terms: the first term of each, its name, and how many letters it has.
    terms: Vec<(String, String, usize)>,
    /// The files of texts: the name of each, and a letter with the weight of each text in it.
    texts: Vec<[String; 2]>,
}

/// Folder of the index in the output.
const FOLDER: &str = "data/search/";

/// What looks words up.
const ENGINE: &str = include_str!("engine.js");

/// Makes the index.
pub(crate) fn search(views: &Views) -> Search {
    let buckets = shards::buckets(documents(views));
    let ready: Vec<shards::Bucket> = buckets.into_par_iter().map(shards::bucket).collect();
    let mut files = BTreeMap::new();
    let mut publish = |name: &str, script: String| {
        let bytes = script.into_bytes();
        let name = with_hash(name, &bytes);
        files.insert(format!("{FOLDER}{name}"), bytes);
        name
    };
    let terms = shards::term_files(&ready).into_iter();
    // Named by its first term, too: a file keeps its name when another one is cut in two.
    let terms = terms.map(|(first, script)| {
        let name = format!("terms-{:08x}.js", shards::spread(first.bytes()) >> 32);
        let size = script.len();
        (first, publish(&name, script), size)
    });
    let terms = terms.collect();
    let texts = ready.into_iter().enumerate();
    let texts = texts.map(|(at, b)| [publish(&format!("texts-{at}.js"), b.script), b.weights]).collect();
    let list = shards::script("list", &Index { common: &terms::TOO_COMMON, terms, texts });
    let index = format!("{FOLDER}{}", publish("index.js", format!("{ENGINE}{list}")));
    Search { files, index }
}

/// Everything that can be found, in the order of the register.
fn documents(views: &Views) -> Vec<Document> {
    let register = &views.edition.register;
    // Addresses are written as they are from the page of the search.
    let from = OutPath::new("search.html");
    let linker = Linker { views, from: &from, root: None };
    let papers: Vec<_> = register.papers.iter().collect();
    let plans: Vec<_> = register.plans.iter().collect();
    let meetings: Vec<_> = register.meetings.iter().collect();
    let pages: Vec<_> = register.pages.iter().collect();
    let mut all: Vec<Document> = Vec::new();
    all.par_extend(papers.par_iter().flat_map_iter(|(id, paper)| papers::paper(&linker, id, paper)));
    all.par_extend(plans.par_iter().flat_map_iter(|(id, plan)| records::plan(&linker, id, plan)));
    all.par_extend(meetings.par_iter().flat_map_iter(|(id, m)| records::meeting(&linker, id, m)));
    all.par_extend(pages.par_iter().flat_map_iter(|(id, page)| papers::page(&linker, id, page)));
    all.extend(records::others(&linker));
    all.into_iter().flat_map(Document::parts).collect()
}
