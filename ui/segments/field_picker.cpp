#include "ui/segments/field_picker.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/segments/condition_choices.h"
#include "ui/segments/spread_view.h"
#include "ui/text/words.h"

#include <QLabel>
#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>

namespace audience::ui {

void chooseCondition(QWidget *anchor, const RuleContext &context, const QString &current, const std::function<void(const QString &)> &taken) {
    const QList<PickerItem> items = conditionChoices(context.vocabulary);
    Picker *picker = Picker::pickOne(anchor, items, current, [taken](const QStringList &ids) { taken(ids.first()); });
    if (context.findValues)
        picker->findMore(
            [find = context.findValues](const QString &words, const Picker::Found &found) {
                find(words, [found](const std::vector<service::ValueHit> &hits) {
                    QList<PickerItem> more;
                    for (const auto &hit : hits)
                        more.append({valueChoice(hit.field, hit.value), FieldPeekPanel::tr("%1 is %2").arg(fieldName(hit.field), toQString(hit.value)),
                                     formatNumber(hit.people), QStringLiteral("type"), FieldPeekPanel::tr("Values")});
                    found(more);
                });
            },
            FieldPeekPanel::tr("Find a field, an event or a value"));
    if (!context.peek)
        return;
    auto *panel = new FieldPeekPanel(context, picker);
    picker->setPeek(panel, [panel, items](const QString &id) {
        const auto found = std::find_if(items.begin(), items.end(), [&](const PickerItem &item) { return item.id == id; });
        panel->showItem(found == items.end() ? PickerItem{id, {}, {}, {}} : *found);
    });
}

FieldPeekPanel::FieldPeekPanel(const RuleContext &context, QWidget *parent) : QFrame(parent), m_context(context) {
    setObjectName(QStringLiteral("fieldPeek"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::kMedium, space::kSmall, space::kSmall, space::kSmall);
    column->setSpacing(space::kTiny);
    m_title = makeLabel({}, "strong", this);
    m_kind = makeLabel({}, "tertiary", this);
    m_filled = makeLabel({}, "secondary", this);
    m_range = makeLabel({}, "secondary", this);
    for (QLabel *label : {m_title, m_kind, m_filled, m_range}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        column->addWidget(label);
    }
    m_title->setObjectName(QStringLiteral("fieldPeekTitle"));
    m_filled->setObjectName(QStringLiteral("fieldPeekFilled"));
    m_range->setObjectName(QStringLiteral("fieldPeekRange"));
    m_spread = new SpreadView(this);
    m_spread->setObjectName(QStringLiteral("fieldPeekSpread"));
    column->addWidget(m_spread);
    m_values = new BarRows(this);
    m_values->setObjectName(QStringLiteral("fieldPeekValues"));
    m_values->setAccessibleName(tr("The most frequent values"));
    column->addWidget(m_values);
    column->addStretch(1);
}

void FieldPeekPanel::clear() {
    for (QLabel *label : {m_filled, m_range})
        label->hide();
    m_spread->hide();
    m_values->setRows({});
    m_values->setFocusPolicy(Qt::NoFocus);
    m_values->hide();
}

void FieldPeekPanel::showItem(const PickerItem &item) {
    m_id = item.id;
    clear();
    const QString kind = item.id.section(QLatin1Char(':'), 0, 0), name = item.id.section(QLatin1Char(':'), 1);
    m_title->setText(item.text);
    m_kind->setText(item.note);
    m_kind->setVisible(!item.note.isEmpty());
    if (kind == QLatin1String("attribute"))
        showField(toUtf8(name));
    else if (kind == QLatin1String("event") || kind == QLatin1String("recency"))
        showEvent(toUtf8(name));
    else if (const auto value = valueOfChoice(item.id)) {
        m_title->setText(fieldName(value->first));
        showField(value->first);
    }
}

void FieldPeekPanel::showField(const std::string &field) {
    m_context.peek(toQString(field), [panel = QPointer(this), id = m_id](const service::FieldPeek &peek) {
        if (panel && panel->m_id == id)
            panel->showFacts(peek);
    });
}

void FieldPeekPanel::showFacts(const service::FieldPeek &peek) {
    const double filled = peek.people > 0 ? double(peek.filled) / double(peek.people) : 0;
    m_filled->setText(peek.filled == peek.people ? tr("Everybody has one")
                                                 : tr("%1 have one, %2 do not").arg(formatPercent(filled), formatPercent(1 - filled)));
    m_filled->show();
    const bool isEach = peek.distinct > 0 && peek.distinct == peek.filled && peek.distinct > qint64(peek.top.size());
    if (peek.distinct > 0)
        m_range->setText(isEach ? tr("Different for each of them, e.g. %1").arg(toQString(peek.top.front().label).left(60))
                                : tr("%Ln different values", nullptr, int(peek.distinct)));
    else
        m_range->setText(peek.low.empty() ? QString() : tr("From %1 to %2").arg(toQString(peek.low), toQString(peek.high)));
    m_range->setVisible(!m_range->text().isEmpty());
    if (peek.spread.counts.size() > 1) {
        model::FieldTest all;
        all.op = model::TestOp::IsNotEmpty;
        m_spread->setTest(all);
        m_spread->setFixedSize(width() - 2 * space::kMedium, 56);
        m_spread->setSpread(peek.spread);
    }
    if (isEach || peek.top.empty())
        return;
    const std::string field = toUtf8(m_id.section(QLatin1Char(':'), 1));
    const auto &known = m_context.vocabulary.attributes;
    const bool isFlag = std::any_of(known.begin(), known.end(), [&](const auto &one) { return one.name == field && fieldKind(one.type) == FieldKind::Flag; });
    QVector<BarRow> rows;
    for (const auto &value : peek.top)
        rows.append({isFlag ? value.label == "true" ? tr("Yes") : tr("No") : toQString(value.label).left(60), value.count, {}, 0});
    m_values->setRows(rows);
    m_values->setFocusPolicy(Qt::NoFocus); // the list has the keyboard
    m_values->show();
}

// What is known of each time it happened.
void FieldPeekPanel::showEvent(const std::string &name) {
    constexpr std::size_t kMost = 8;
    for (const auto &event : m_context.vocabulary.events) {
        if (event.name != name || event.properties.empty())
            continue;
        QStringList lines;
        for (const auto &property : event.properties)
            if (std::size_t(lines.size()) < kMost)
                lines << tr("%1: %2").arg(plainName(property.name), typeWord(property.type));
        m_filled->setText(tr("Known of each time:"));
        m_range->setText(lines.join(QLatin1Char('\n')));
        m_filled->show();
        m_range->show();
    }
}

} // namespace audience::ui
