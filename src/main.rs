//! temporary
fn main() {
    for site in std::env::args().skip(1) {
        let f = scrutineer::read::read(std::path::Path::new(&site)).unwrap();
        let (_, d) = scrutineer::load::load(&f);
        println!("{site} {} files", f.files.len());
        for d in d { println!("{} {:?} {} | {}", d.place.file, d.place.spot, d.message, d.help); }
    }
}
