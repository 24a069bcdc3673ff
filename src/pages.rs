//! One file per URL: reads parameters, loads, composes.

mod about;
mod article;
mod articles;
mod card;
mod cards;
mod home;
mod me;
mod missing;

pub use about::AboutPage;
pub use article::ArticlePage;
pub use articles::ArticlesPage;
pub use card::CardPage;
pub use cards::CardsPage;
pub use home::HomePage;
pub use me::MePage;
pub use missing::MissingPage;
