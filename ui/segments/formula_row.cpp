#include "ui/segments/formula_row.h"

#include "qbase/convert.h"
#include "ui/kit/flow_layout.h"
#include "ui/kit/widgets.h"
#include "ui/text/words.h"

#include <QApplication>

namespace audience::ui {

using model::TraitFormula;
using Of = TraitFormula::Of;

namespace {

QString figureOf(Of of, const std::string &field) {
    const QString name = plainName(field);
    switch (of) {
    case Of::Count: return FormulaRow::tr("number of");
    case Of::Sum: return FormulaRow::tr("sum of %1 of").arg(name);
    case Of::Average: return FormulaRow::tr("average of %1 of").arg(name);
    case Of::Minimum: return FormulaRow::tr("lowest %1 of").arg(name);
    case Of::Maximum: return FormulaRow::tr("highest %1 of").arg(name);
    case Of::Distinct: return FormulaRow::tr("how many different %1 of").arg(name);
    case Of::First: return field.empty() ? FormulaRow::tr("time of the first") : FormulaRow::tr("%1 of the first").arg(name);
    case Of::Last: return field.empty() ? FormulaRow::tr("time of the last") : FormulaRow::tr("%1 of the last").arg(name);
    case Of::MostFrequent: return FormulaRow::tr("most frequent %1 of").arg(name);
    case Of::Ratio:
    case Of::Trait:
    case Of::Groups: break;
    }
    return {};
}

Json &whole(Json &value) { return value; }

} // namespace

QString formulaWords(const Json &formula) {
    model::Findings ignored;
    const auto read = model::readTrait(formula, {}, ignored);
    if (!read)
        return {};
    if (read->of == Of::Trait)
        return plainName(read->field);
    if (read->of == Of::Groups) {
        QStringList names;
        for (const auto &group : read->groups)
            names << toQString(group.name);
        return FormulaRow::tr("the group each person is in: %1").arg(names.join(QStringLiteral(", ")));
    }
    if (read->of == Of::Ratio && read->parts.size() == 2)
        return FormulaRow::tr("%1 divided by %2").arg(formulaWords(model::toJson(read->parts[0])), formulaWords(model::toJson(read->parts[1])));
    QString words = QStringLiteral("%1 %2").arg(figureOf(read->of, read->field), read->events.name.empty() ? FormulaRow::tr("anything") : plainName(read->events.name));
    if (const QString when = windowWords(read->events.window); !when.isEmpty())
        words += QLatin1Char(' ') + when;
    QStringList tests;
    for (const auto &test : read->events.where)
        tests << testWords(test);
    return tests.isEmpty() ? words : FormulaRow::tr("%1 where %2").arg(words, tests.join(QStringLiteral(", ")));
}

FormulaRow::FormulaRow(const RuleContext &context, const Json &formula, QWidget *parent) : SentenceRow(context, QStringLiteral("value"), formula, parent) {
    setObjectName(QStringLiteral("formulaRow"));
    setRole(this, "row");
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    build();
}

bool FormulaRow::canSay(const Json &formula) {
    model::Findings ignored;
    const auto read = model::readTrait(formula, {}, ignored);
    return read && read->of < Of::Ratio;
}

Json FormulaRow::beginning(const service::RuleVocabulary &vocabulary) {
    const std::string event = !vocabulary.purchase.empty() ? vocabulary.purchase : vocabulary.events.empty() ? std::string() : vocabulary.events.front().name;
    // What has digits after the point is likelier money than a number of pieces.
    for (const bool isMoney : {true, false})
        for (const auto &known : vocabulary.events)
            for (const auto &property : known.properties)
                if (known.name == event && property.isNumber && (property.type != "int64" || !isMoney))
                    return Json{{"of", "sum"}, {"field", property.name}, {"name", event}};
    return Json{{"of", "count"}, {"name", event}};
}

void FormulaRow::put(const Json &value, bool quiet, int) {
    m_value = value;
    if (!quiet) // the controls themselves are other ones now; not while one of them is at work
        QMetaObject::invokeMethod(this, &FormulaRow::build, Qt::QueuedConnection);
    Q_EMIT changed();
}

QList<PickerItem> FormulaRow::figures(const std::string &event) const {
    QList<PickerItem> items;
    const auto add = [&](Of of, const std::string &field) {
        items.append({toQString(std::string(model::toText(of)) + ':' + field), figureOf(of, field), {}, {}});
    };
    add(Of::Count, {});
    add(Of::First, {});
    add(Of::Last, {});
    if (const Fields *properties = propertiesOf(event))
        for (const auto &property : *properties) {
            if (property.isNumber)
                for (const Of of : {Of::Sum, Of::Average, Of::Minimum, Of::Maximum})
                    add(of, property.name);
            for (const Of of : {Of::MostFrequent, Of::Last, Of::First, Of::Distinct})
                add(of, property.name);
        }
    return items;
}

void FormulaRow::build() {
    model::Findings ignored;
    const auto read = model::readTrait(m_value, {}, ignored);
    if (!read)
        return;
    const QWidget *focused = QApplication::focusWidget();
    const QString focusName = focused && isAncestorOf(focused) ? focused->objectName() : QString();
    m_more.clear();
    for (QWidget *old : findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly)) {
        old->hide();
        old->setObjectName({});
        for (QWidget *inner : old->findChildren<QWidget *>())
            inner->setObjectName({}); // names must not be found twice until it is gone
        old->deleteLater();
    }
    delete layout();
    m_flow = new FlowLayout(this, 6);
    m_flow->setContentsMargins(8, 6, 8, 6);
    const QString now = toQString(std::string(model::toText(read->of)) + ':' + read->field);
    addWord(QStringLiteral("Figure"), figureOf(read->of, read->field), figures(read->events.name), now, [this](const QString &id) {
        change([&](Json &value) {
            value["of"] = toUtf8(id.section(QLatin1Char(':'), 0, 0));
            value.erase("field");
            if (const QString field = id.section(QLatin1Char(':'), 1); !field.isEmpty())
                value["field"] = toUtf8(field);
        });
    });
    addEvent({}, whole, read->events.name);
    addWindowOf({}, whole, read->events.window);
    if (const Fields *properties = propertiesOf(read->events.name); properties && !properties->empty()) {
        addTests(QStringLiteral("Where"), whole, "where", read->events.where, *properties, tr("where"), tr("Add a detail"));
        auto *more = makeButton(QStringLiteral("ruleDetail_") + m_name, tr("Add a detail"), "quiet", "plus", this);
        connect(more, &QPushButton::clicked, this, m_more.front().second);
        m_flow->addWidget(more);
    }
    updateGeometry();
    if (!focusName.isEmpty())
        if (auto *again = findChild<QWidget *>(focusName))
            again->setFocus();
}

} // namespace audience::ui
