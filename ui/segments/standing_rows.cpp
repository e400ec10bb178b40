// The rows of conditions on where people stand among the others (by what they bought, by a figure), on other segments
// and lists, and on a random share.
#include "model/rank_condition.h"
#include "model/rfm_condition.h"
#include "model/set_condition.h"
#include "qbase/convert.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/value_edit.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/condition_row.h"
#include "ui/segments/family_words.h"
#include "ui/text/words.h"

#include <cmath>

namespace audience::ui {

using model::AggregateTest;
using model::RankCondition;
using model::RfmCondition;

namespace {

constexpr const char *kScores[] = {"recency", "frequency", "money"};

QString rangeWords(int low, int high) {
    return low == high ? QString::number(low) : QStringLiteral("%1–%2").arg(low).arg(high);
}

// With the digits that a percentile may have.
Json percentNumber(double percent) {
    const auto exact = model::percentOf(Json(std::round(percent * 1e6) / 1e6));
    return exact ? model::percentJson(*exact) : Json(0);
}

} // namespace

void ConditionRow::addScores(const RfmCondition &standing) {
    for (std::size_t i = 0; i < standing.scores.size(); ++i) {
        const auto [low, high] = standing.scores[i];
        QList<PickerItem> ranges{{QString(), tr("any"), {}, {}}};
        for (int from = standing.tiles; from >= 1; --from)
            for (int to = standing.tiles; to >= from; --to)
                if (from > 1 || to < standing.tiles)
                    ranges.append({QStringLiteral("%1:%2").arg(from).arg(to), rangeWords(from, to),
                                   to == standing.tiles ? tr("highest", "score") : from == 1 ? tr("lowest", "score") : QString(), {}});
        const QString part = QStringLiteral("Score%1").arg(i);
        addPlain(scoreWord(i));
        const bool isAny = low <= 1 && high >= standing.tiles;
        QPushButton *button = addWord(part, isAny ? tr("any") : rangeWords(low, high), ranges,
                                      isAny ? QString() : QStringLiteral("%1:%2").arg(low).arg(high), [this, i](const QString &id) {
                                          change([&](Json &value) {
                                              Json &scores = value["scores"];
                                              scores.erase(kScores[i]);
                                              if (!id.isEmpty())
                                                  scores[kScores[i]] = {id.section(QLatin1Char(':'), 0, 0).toInt(), id.section(QLatin1Char(':'), 1).toInt()};
                                          });
                                      });
        button->setAccessibleName(QStringLiteral("%1: %2").arg(scoreWord(i), button->text()));
    }
}

void ConditionRow::buildStanding(const RfmCondition &standing) {
    addField(tr("Recency, frequency, spend"), "gauge");
    const bool isByGroup = standing.by == RfmCondition::By::Groups;
    addWord(QStringLiteral("By"), isByGroup ? tr("is any of") : tr("has the scores"),
            {{QStringLiteral("groups"), tr("is any of"), tr("named groups"), {}}, {QStringLiteral("scores"), tr("has the scores"), tr("1 lowest, 5 highest"), {}}},
            isByGroup ? QStringLiteral("groups") : QStringLiteral("scores"), [this](const QString &id) {
                change([&](Json &value) {
                    for (const char *member : {"groups", "scores", "cells"})
                        value.erase(member);
                    if (id == QLatin1String("groups"))
                        value["groups"] = {"champions"};
                    else
                        value["scores"] = Json{{"recency", {4, 5}}};
                });
            });
    if (isByGroup) {
        QStringList words, ids;
        for (const std::string &group : standing.groups) {
            words << standingWord(group);
            ids << toQString(group);
        }
        addMany(QStringLiteral("Groups"), tr("Groups"), words, [this, ids](QPushButton *button) {
            QList<PickerItem> items;
            for (const auto &group : model::kRfmGroups)
                items.append({QString::fromUtf8(group.name.data(), int(group.name.size())), standingWord(std::string(group.name)), standingHint(std::string(group.name)), {}});
            Picker::pickMany(button, items, ids, [this](const QStringList &chosen) {
                Json groups = Json::array();
                for (const auto &group : model::kRfmGroups)
                    if (chosen.contains(QString::fromUtf8(group.name.data(), int(group.name.size()))))
                        groups.push_back(std::string(group.name));
                if (!groups.empty())
                    change([&](Json &value) { value["groups"] = groups; });
            });
        });
    } else if (standing.by == RfmCondition::By::Scores) {
        addScores(standing);
    } else {
        addPlain(familyWords(m_value, m_context.names));
        leaveToText();
    }
    if (!standing.events.name.empty() || !standing.field.empty()) {
        addPlain(tr("by %1").arg(figureWords(AggregateTest::Of::Sum, standing.field, {})));
        leaveToText();
    }
}

// A list of which several may be chosen; the first ones stand on the button.
void ConditionRow::addMany(const QString &part, const QString &label, const QStringList &words, const std::function<void(QPushButton *)> &open) {
    const QString all = words.join(QStringLiteral(", "));
    QPushButton *button = addChoice(QStringLiteral("rule") + part + QLatin1Char('_') + m_name,
                                    words.isEmpty() ? tr("choose…") : fontMetrics().elidedText(all, Qt::ElideRight, 260), "value", nullptr);
    button->setAccessibleName(QStringLiteral("%1: %2").arg(label, all));
    button->setToolTip(words.join(QLatin1Char('\n')));
    connect(button, &QPushButton::clicked, this, [button, open] { open(button); });
}

void ConditionRow::buildRank(const RankCondition &rank) {
    using Keep = RankCondition::Keep;
    const double low = toDouble(rank.from), high = toDouble(rank.to);
    const bool isShare = rank.keep == Keep::Percentile && (high >= 100 || low <= 0);
    const bool isTop = rank.keep == Keep::Top || (isShare && high >= 100);
    if (rank.keep == Keep::Percentile && !isShare) {
        addField(familyWords(m_value, m_context.names), "trending-up");
        return leaveToText();
    }
    const QList<PickerItem> kinds{{QStringLiteral("top"), tr("the top"), tr("people"), {}}, {QStringLiteral("bottom"), tr("the last"), tr("people"), {}},
                                  {QStringLiteral("top%"), tr("the top"), tr("per cent of all"), {}}, {QStringLiteral("bottom%"), tr("the last"), tr("per cent of all"), {}}};
    addWord(QStringLiteral("Keep"), isTop ? tr("the top") : tr("the last"), kinds,
            (isTop ? QStringLiteral("top") : QStringLiteral("bottom")) + (isShare ? QStringLiteral("%") : QString()), [this](const QString &id) {
                change([&](Json &value) {
                    value["keep"] = id == QLatin1String("top")    ? Json{{"top", 100}}
                                    : id == QLatin1String("bottom") ? Json{{"bottom", 100}}
                                    : id == QLatin1String("top%") ? Json{{"percentile", {90, 100}}}
                                                                  : Json{{"percentile", {0, 10}}};
                });
            });
    const QString amount = isShare ? QString::number(isTop ? 100 - low : high) : QString::number(rank.people);
    ValueEdit *many = addEdit(QStringLiteral("Amount"), isShare ? tr("How many per cent") : tr("How many people"), amount, [this, isShare, isTop](const QString &text) {
        bool isFine = false;
        const double number = text.trimmed().toDouble(&isFine);
        if (!isFine || number < 0 || (isShare && number > 100))
            return;
        change([&](Json &value) {
            if (isShare)
                value["keep"]["percentile"] = isTop ? Json::array({percentNumber(100 - number), 100}) : Json::array({0, percentNumber(number)});
            else
                value["keep"][isTop ? "top" : "bottom"] = static_cast<std::int64_t>(number);
        }, QStringLiteral("Amount"));
    });
    many->setNumber(0);
    addPlain(isShare ? tr("% by") : tr("people by"));
    addRankMeasure(rank);
    if (rank.attribute.empty()) {
        const At by = [](Json &value) -> Json & { return value["by"]; };
        if (const Fields *properties = propertiesOf(rank.events.name))
            addTests(QStringLiteral("Where"), by, "where", rank.events.where, *properties, tr("where"), tr("Add a detail"));
        addWindowOf({}, by, rank.events.window);
    }
    if (rank.among) {
        addPlain(tr("among: %1").arg(shortWords(*rank.among, m_context.names)));
        leaveToText();
    }
}

// What people are ordered by: a figure of what they did, or something known of them.
void ConditionRow::addRankMeasure(const RankCondition &rank) {
    const QString did = tr("What people did"), known = tr("What is known of them");
    QList<PickerItem> items;
    for (const auto &event : m_context.vocabulary.events) {
        const QString name = toQString(event.name);
        items.append({QStringLiteral("count::") + name, tr("number of %1").arg(plainName(event.name)), {}, QLatin1String(eventIcon(event.name)), did});
        for (const auto &property : event.properties)
            if (property.isNumber)
                items.append({QStringLiteral("sum:%1:%2").arg(toQString(property.name), name), figureWords(AggregateTest::Of::Sum, property.name, {}),
                              plainName(event.name), QLatin1String(eventIcon(event.name)), did});
    }
    for (const auto &field : attributeFields())
        if (const FieldKind kind = fieldKind(field.type); kind == FieldKind::Number || kind == FieldKind::Date)
            items.append({QStringLiteral("field:") + toQString(field.name), fieldName(field.name), typeWord(field.type), QLatin1String(fieldIcon(field.name, kind)), known});
    const QString words = rank.attribute.empty() ? figureWords(rank.of, rank.field, plainName(rank.events.name)) : fieldName(rank.attribute);
    QPushButton *button = addFieldButton(QStringLiteral("Measure"), words, "trending-up");
    const QString now = rank.attribute.empty() ? QStringLiteral("%1:%2:%3").arg(toQString(model::toText(rank.of)), toQString(rank.field), toQString(rank.events.name))
                                               : QStringLiteral("field:") + toQString(rank.attribute);
    connect(button, &QPushButton::clicked, this, [this, button, items, now] {
        Picker::pickOne(button, items, now, [this](const QStringList &ids) {
            const QString id = ids.first(), kind = id.section(QLatin1Char(':'), 0, 0);
            change([&](Json &value) {
                if (kind == QLatin1String("field")) {
                    value["by"] = Json{{"field", toUtf8(id.section(QLatin1Char(':'), 1))}};
                    return;
                }
                Json by{{"of", toUtf8(kind)}, {"name", toUtf8(id.section(QLatin1Char(':'), 2))}};
                if (kind != QLatin1String("count"))
                    by["field"] = toUtf8(id.section(QLatin1Char(':'), 1, 1));
                if (const Json *window = jsonMember(value["by"], "window"))
                    by["window"] = *window;
                value["by"] = by;
            });
        });
    });
}

void ConditionRow::buildBucket(std::int64_t from, std::int64_t to) {
    addField(tr("Random share"), "percent");
    const double share = double(to - from + 1) * 100 / double(model::kBuckets);
    ValueEdit *edit = addEdit(QStringLiteral("Amount"), tr("How many per cent"), QString::number(share), [this, from](const QString &text) {
        bool isFine = false;
        const double number = text.trimmed().toDouble(&isFine);
        const auto buckets = static_cast<std::int64_t>(number * double(model::kBuckets) / 100 + 0.5);
        if (isFine && buckets >= 1 && from + buckets <= model::kBuckets)
            change([&](Json &value) { value["to"] = from + buckets - 1; }, QStringLiteral("Amount"));
    });
    edit->setNumber(0);
    edit->setToolTip(tr("Always the same people, also when others join"));
    addPlain(tr("% of all people"));
}

// "is in" or "is not in": the second is the same condition turned round.
void ConditionRow::addTurn(const QString &is, const QString &isNot) {
    addWord(QStringLiteral("Turn"), m_isNot ? isNot : is, {{QStringLiteral("is"), is, {}, {}}, {QStringLiteral("not"), isNot, {}, {}}},
            m_isNot ? QStringLiteral("not") : QStringLiteral("is"), [this](const QString &id) {
                m_isNot = id == QLatin1String("not");
                put(m_value);
            });
}

void ConditionRow::buildMembership(const char *kind) {
    const bool isList = std::string_view(kind) == "list";
    addField(isList ? tr("List") : tr("Segment"), isList ? "list" : "users");
    addTurn(isList ? tr("is on") : tr("is in"), isList ? tr("is not on") : tr("is not in"));
    const std::string id = toUtf8(valueText(m_value["id"]));
    const QString name = m_context.names.of(isList ? RuleNames::Kind::List : RuleNames::Kind::Segment, id);
    addMany(QStringLiteral("Value"), isList ? tr("List") : tr("Segment"), id.empty() ? QStringList() : QStringList{name}, [this, isList, id](QPushButton *button) {
        QList<PickerItem> items;
        for (const auto &one : isList ? m_context.vocabulary.lists : m_context.vocabulary.segments)
            items.append({toQString(one.id), toQString(one.name).left(100), {}, isList ? QStringLiteral("list") : QStringLiteral("users")});
        Picker::pickOne(button, items, toQString(id), [this](const QStringList &ids) { change([&](Json &value) { value["id"] = toUtf8(ids.first()); }); });
    });
}

} // namespace audience::ui
