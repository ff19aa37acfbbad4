"""What disputes are about: kinds of goods and services, and problems, in the words of the 12315 publications.

The coded official list is not published; keys are ours, labels follow the published statistics.
"""

from __future__ import annotations

from hejie.rules.model import Text

CATEGORIES = {
    "food": Text("一般食品", "Food"),
    "tobacco_drinks": Text("烟酒饮料", "Tobacco, alcohol and drinks"),
    "clothing": Text("服装鞋帽", "Clothing and shoes"),
    "household": Text("家居用品", "Household goods"),
    "appliances": Text("家用电器", "Home appliances"),
    "building": Text("装修建材", "Building materials and decoration"),
    "vehicles": Text("交通工具", "Vehicles"),
    "devices": Text("通讯产品和数码", "Phones and digital goods"),
    "jewellery": Text("首饰", "Jewellery"),
    "cosmetics": Text("化妆品", "Cosmetics"),
    "medicine": Text("药品和医疗器械", "Medicines and medical devices"),
    "catering": Text("餐饮和住宿", "Catering and lodging"),
    "retail": Text("销售服务", "Retail service"),
    "parking": Text("停车", "Parking"),
    "education": Text("教育培训", "Education and training"),
    "beauty": Text("美容美发洗浴", "Beauty, hair and bath"),
    "leisure": Text("文化娱乐体育", "Culture, leisure and sport"),
    "travel": Text("旅游", "Travel"),
    "making_repair": Text("制作保养修理", "Making, care and repair"),
    "laundry": Text("洗涤染色", "Laundry and dyeing"),
    "telecom": Text("电信", "Telecommunications"),
    "finance": Text("金融", "Finance"),
    "games": Text("网络游戏", "Online games"),
    "other": Text("其他", "Other"),
}

PROBLEMS = {
    "quality": Text("质量", "Quality"),
    "after_sales": Text("售后服务", "After-sales service"),
    "contract": Text("合同", "Contract"),
    "food_safety": Text("食品安全", "Food safety"),
    "advertising": Text("广告宣传", "Advertising"),
    "unfair_competition": Text("不正当竞争", "Unfair competition"),
    "trademark": Text("商标", "Trademark"),
    "price": Text("价格", "Price"),
    "personal_rights": Text("人身权利", "Personal rights"),
    "inspection": Text("检验检测", "Inspection and testing"),
    "measurement": Text("计量", "Measurement"),
    "other": Text("其他", "Other"),
}
