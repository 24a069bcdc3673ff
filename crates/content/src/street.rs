//! The words for where a place is: 科巷一带.

/// Around a street. Behind a name that ends in 一, another 一 would read as a slip of the hand: such a name is set apart.
pub fn around(street: &str) -> String {
    match street {
        "" => String::new(),
        _ if street.ends_with("一带") => street.to_string(),
        _ if street.ends_with('一') => ["“", street, "”一带"].concat(),
        _ => [street, "一带"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_of_a_street_makes_one_read_the_same_word_twice() {
        let all = ["科巷", "示例街一", "科巷一带", ""].map(around);
        assert_eq!(all, ["科巷一带", "“示例街一”一带", "科巷一带", ""]);
    }
}
