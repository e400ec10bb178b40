#include "ui/segments/people_row.h"

#include "qbase/convert.h"
#include "ui/kit/picker.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/sources/engine_words.h"

#include <QHBoxLayout>

#include <algorithm>

namespace audience::ui {

PeopleRow::PeopleRow(QWidget *parent) : QWidget(parent) {
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::kSmall);
    row->addWidget(makeLabel(tr("People of"), "secondary", this));
    m_button = makeButton(QStringLiteral("rulePeople"), {}, "value", nullptr, this);
    connect(m_button, &QPushButton::clicked, this, &PeopleRow::pick);
    row->addWidget(m_button);
    row->addStretch(1);
    refresh();
}

void PeopleRow::setChoices(std::vector<service::PeopleChoice> choices) {
    m_choices = std::move(choices);
    refresh();
}

void PeopleRow::setPeople(const std::string &name) {
    m_name = name;
    refresh();
}

const service::PeopleChoice *PeopleRow::people() const {
    const bool hasOwn = std::any_of(m_choices.begin(), m_choices.end(), [](const auto &one) { return one.connection.empty(); });
    for (const service::PeopleChoice &one : m_choices)
        if (!m_name.empty() ? toQString(one.name).compare(toQString(m_name), Qt::CaseInsensitive) == 0 : one.connection.empty() || (!hasOwn && m_choices.size() == 1))
            return &one;
    return nullptr;
}

bool PeopleRow::mayStayElsewhere() const {
    return std::any_of(m_choices.begin(), m_choices.end(), [](const auto &one) { return !one.connection.empty(); });
}

void PeopleRow::refresh() {
    const service::PeopleChoice *now = people();
    setVisible(mayStayElsewhere() || !m_name.empty());
    QString words = m_name.empty() ? tr("Choose") : tr("%1, which is gone").arg(toQString(m_name).left(80));
    if (now)
        words = now->connection.empty() ? tr("%1, here").arg(toQString(now->name).left(80)) : tr("%1, in %2").arg(toQString(now->name).left(80), toQString(now->connection).left(60));
    m_button->setText(words);
    m_button->setAccessibleName(tr("People of: %1").arg(words));
    m_button->setToolTip(!now                       ? tr("Choose whose people the rule is about")
                         : now->connection.empty() ? tr("They are in this workspace, %1").arg(asOfWords(now->at))
                                                   : tr("They stay in %1, which answers live").arg(toQString(now->connection)));
}

void PeopleRow::pick() {
    QList<PickerItem> items;
    for (const service::PeopleChoice &one : m_choices) {
        const QString count = one.people < 0 ? QString() : one.connection.empty() ? formatNumber(one.people) : tr("about %1").arg(formatNumber(one.people));
        items.append({toQString(one.name), toQString(one.name), count, one.connection.empty() ? QStringLiteral("user") : QStringLiteral("database"),
                      one.connection.empty() ? tr("Here") : tr("Stay in %1").arg(toQString(one.connection))});
    }
    // Items of a group follow each other.
    std::stable_sort(items.begin(), items.end(), [this](const PickerItem &a, const PickerItem &b) {
        const auto first = [this](const QString &group) {
            for (std::size_t i = 0; i < m_choices.size(); ++i)
                if (group == (m_choices[i].connection.empty() ? tr("Here") : tr("Stay in %1").arg(toQString(m_choices[i].connection))))
                    return i;
            return m_choices.size();
        };
        return first(a.group) < first(b.group);
    });
    const service::PeopleChoice *now = people();
    Picker::pickOne(m_button, items, now ? toQString(now->name) : QString(), [this](const QStringList &ids) {
        for (const service::PeopleChoice &one : m_choices)
            if (toQString(one.name) == ids.first())
                return Q_EMIT chosen(one.connection.empty() ? QString() : ids.first());
    });
}

} // namespace audience::ui
