//! Pinyin of each character, for finding 安全 by `anquan` and by `aq`.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::ToPinyin;

use crate::search::{is_spoken, sounds_line};

/// In the place of a character that the tables do not know.
const UNKNOWN: &str = "?";
/// Characters of which two readings are in daily use. The tables know many more readings, by which nobody looks for
/// anything and `zzzz` would find half of a library: these have a twentieth or more of a character's phrases in the
/// dictionary of pypinyin 0.55, or a word that everybody says (会计).
const TWICE: &str = "行xing/hang 长chang/zhang 重zhong/chong 血xue/xie 乐le/yue 恶e/wu 度du/duo 调diao/tiao 角jiao/jue 和he/huo \
    传chuan/zhuan 朝zhao/chao 折zhe/she 露lu/lou 着zhe/zhuo 没mei/mo 弹dan/tan 差cha/chai 藏cang/zang 称cheng/chen \
    薄bo/bao 还hai/huan 了le/liao 系xi/ji 便bian/pian 参can/shen 塞sai/se 绿lv/lu 阿a/e 率lv/shuai 校xiao/jiao \
    降jiang/xiang 汤tang/shang 劲jin/jing 脉mai/mo 省sheng/xing 的de/di 宿su/xiu 属shu/zhu 给gei/ji 觉jue/jiao 都dou/du \
    著zhu/zhuo 臭chou/xiu 模mo/mu 圈quan/juan 盛sheng/cheng 削xue/xiao 择ze/zhai 朴pu/piao 屏ping/bing 爪zhao/zhua \
    抹mo/ma 畜chu/xu 纤xian/qian 卡ka/qia 迫po/pai 否fou/pi 剥bo/bao 埋mai/man 咽yan/ye 嚼jiao/jue 卜bu/bo 扎zha/za \
    陆lu/liu 什shen/shi 辟pi/bi 泊bo/po 蔓man/wan 壳ke/qiao 颤chan/zhan 澄cheng/deng 曾zeng/ceng 刨bao/pao 扒pa/ba \
    吁xu/yu 拓tuo/ta 吭hang/keng 裳chang/shang 刹cha/sha 堡bao/bu 仔zi/zai 呢ne/ni 粘nian/zhan 俩lia/liang 栅shan/zha \
    咳ke/hai 匙chi/shi 谁shei/shui 扛gang/kang 吓xia/he 会hui/kuai 得de/dei 地di/de 似si/shi 强qiang/jiang 数shu/shuo \
    巷xiang/hang 落luo/la 解jie/xie 那na/nei 哪na/nei 这zhe/zhei 合he/ge";

/// The line that tells a phone how the characters of a text are spelt.
pub(super) fn line(text: &str) -> String {
    let mut spelt: BTreeMap<String, String> = BTreeMap::new();
    for c in text.chars().filter(|c| !c.is_ascii() && is_spoken(*c)).collect::<BTreeSet<_>>() {
        let readings = twice(c).map_or_else(|| vec![sound(c)], |(usual, other)| vec![usual.into(), other.into()]);
        for reading in readings.into_iter().filter(|reading| reading != UNKNOWN) {
            spelt.entry(reading).or_default().push(c);
        }
    }
    sounds_line(spelt.iter().map(|(sound, characters)| (sound.as_str(), characters.as_str())))
}

/// A text as it can stand in a URL: 青年 is `qingnian`.
pub fn slug(text: &str) -> String {
    text.chars().map(sound).filter(|sound| sound != UNKNOWN).collect()
}

/// The first letters of a text's syllables: 骑手 is `qs`.
pub(super) fn initials(text: &str) -> String {
    text.chars().map(sound).filter(|sound| sound != UNKNOWN).filter_map(|sound| sound.chars().next()).collect()
}

fn twice(c: char) -> Option<(&'static str, &'static str)> {
    TWICE.split(' ').find_map(|entry| entry.strip_prefix(c)).and_then(|readings| readings.split_once('/'))
}

fn sound(c: char) -> String {
    match c.to_pinyin() {
        // As everybody types it.
        Some(sound) => sound.plain().replace('ü', "v"),
        None if c.is_ascii_alphanumeric() => c.to_ascii_lowercase().to_string(),
        None => UNKNOWN.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_a_sound_and_one_of_two_readings_in_daily_use_has_both() {
        assert_eq!(line("青年人，则绿色。5 Ａpp"), " lu绿 lv绿 nian年 qing青 ren人 se色 ze则\n");
        assert_eq!(line("行业会计"), " hang行 hui会 ji计 kuai会 xing行 ye业\n");
        assert_eq!(line("中不作"), " bu不 zhong中 zuo作\n");
    }

    #[test]
    fn a_slug_has_letters_alone() {
        assert_eq!(slug("绿色，App 2"), "lvseapp2");
        assert_eq!(initials("骑手"), "qs");
    }
}
