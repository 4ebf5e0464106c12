//! temporary
fn main() {
    for site in std::env::args().skip(1) {
        let f = scrutineer::read::read(std::path::Path::new(&site)).unwrap();
        let (r, mut d) = scrutineer::load::load(&f);
 if let Some(r)=&r { d.extend(scrutineer::check::check(r)); }
        println!("{site} {} files", f.files.len());
        for d in d { println!("{} {:?} {} | {}", d.place.file, d.place.spot, d.message, d.help); }
    }
}
