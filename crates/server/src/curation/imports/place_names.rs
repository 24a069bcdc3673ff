//! What people write above the columns of a table of places. Of persons nothing is taken: 负责人 and their numbers are left out.

use api::documents::Folder;
use api::imports::Field;

use Field::{
    Address, Confirmed, Coordinates, Entrance, Hours, Keeper, Kind, Landmark, Level, Note, Offers, Phone, Services,
    Standing, Street, Title,
};

use crate::curation::imports::column_names::Meaning::{Maybe, NoField, Sure};
use crate::curation::imports::column_names::{Meaning, Names};

/// Those of places.
pub(crate) const PLACES: Names = Names { folder: Folder::Places, main: Title, words: &WORDS };

const WORDS: [(&str, Meaning); 60] = [
    ("名称", Sure(Title)),
    ("站名", Sure(Title)),
    ("店名", Sure(Title)),
    ("点位", Maybe(Title)),
    ("驿站", Maybe(Title)),
    ("地址", Sure(Address)),
    ("位置", Sure(Address)),
    ("地点", Sure(Address)),
    ("怎么找", Sure(Landmark)),
    ("怎么认", Sure(Landmark)),
    ("地标", Sure(Landmark)),
    ("标志物", Sure(Landmark)),
    ("怎么进", Sure(Entrance)),
    ("进门", Sure(Entrance)),
    ("时间", Sure(Hours)),
    ("时段", Sure(Hours)),
    ("更新时间", Maybe(Confirmed)),
    ("核实时间", Sure(Confirmed)),
    ("确认时间", Sure(Confirmed)),
    ("核实日期", Sure(Confirmed)),
    ("确认日期", Sure(Confirmed)),
    ("建成时间", NoField),
    ("服务", Sure(Services)),
    ("服务内容", Sure(Services)),
    ("服务项目", Sure(Services)),
    ("里面有什么", Sure(Services)),
    ("设施", Sure(Services)),
    ("功能", Sure(Services)),
    ("配置", Maybe(Services)),
    ("内容", Maybe(Services)),
    ("电话", Sure(Phone)),
    ("热线", Sure(Phone)),
    ("联系方式", Maybe(Phone)),
    ("手机", NoField),
    ("负责人电话", NoField),
    ("联系人电话", NoField),
    ("街道", Sure(Street)),
    ("社区", Maybe(Street)),
    ("片区", Sure(Street)),
    ("哪一带", Sure(Street)),
    ("在哪一带", Sure(Street)),
    ("类型", Sure(Kind)),
    ("类别", Sure(Kind)),
    ("性质", Maybe(Kind)),
    ("层级", Sure(Level)),
    ("级别", Sure(Level)),
    ("单位", Sure(Keeper)),
    ("谁在管", Sure(Keeper)),
    ("优惠", Sure(Offers)),
    ("给什么", Sure(Offers)),
    ("坐标", Sure(Coordinates)),
    ("经纬度", Sure(Coordinates)),
    ("状态", Sure(Standing)),
    ("给骑手的话", Sure(Note)),
    // Mostly for those who keep the table: somebody is asked before riders read it.
    ("备注", Maybe(Note)),
    ("说明", Maybe(Note)),
    ("负责人", NoField),
    ("联系人", NoField),
    ("序号", NoField),
    ("编号", NoField),
];
