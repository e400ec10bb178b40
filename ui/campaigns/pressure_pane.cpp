#include "ui/campaigns/pressure_pane.h"

#include "qbase/convert.h"
#include "ui/kit/bar_rows.h"
#include "ui/kit/segmented_control.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/people/result_words.h"
#include "ui/text/sentences.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace audience::ui {

using service::MemberList;
using service::PressureMap;

static constexpr int kWide = 300, kFullest = 4, kMostClashes = 6;
static constexpr std::array kSpans{7, 14, 30};

PressurePane::PressurePane(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("pressurePane"));
    setProperty("role", QStringLiteral("paneRight"));
    setFixedWidth(Theme::instance().pixels(kWide));
    auto *inside = new QWidget;
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(space::kPage, space::kPage, space::kPage, space::kPage);
    layout->setSpacing(space::kSmall);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(makeScroll(QStringLiteral("pressureScroll"), inside, this));
    m_span = new SegmentedControl(QStringLiteral("pressureDays"), tr("Of how many days"), inside);
    for (const int days : kSpans)
        m_span->addSegment(tr("%n days", nullptr, days));
    m_span->setCurrent(1);
    connect(m_span, &SegmentedControl::currentChanged, this, &PressurePane::daysChanged);
    layout->addWidget(m_span, 0, Qt::AlignLeading);
    m_people = makeLabel({}, "keyFigure", inside);
    m_people->setObjectName(QStringLiteral("pressurePeople"));
    layout->addWidget(m_people);
    m_words = makeLabel({}, "secondary", inside);
    m_words->setObjectName(QStringLiteral("pressureWords"));
    m_words->setWordWrap(true);
    layout->addWidget(m_words);
    m_contactsTitle = addTitle(layout, tr("How often"));
    m_contacts = addRows(layout, "pressureContacts", tr("How often"));
    m_daysTitle = addTitle(layout, tr("Fullest days"));
    m_days = addRows(layout, "pressureDaysRows", tr("Fullest days"));
    m_clashTitle = addTitle(layout, tr("The same people twice"));
    m_clashWords = makeLabel({}, "secondary", inside);
    m_clashWords->setObjectName(QStringLiteral("clashWords"));
    m_clashWords->setWordWrap(true);
    layout->addWidget(m_clashWords);
    m_clashes = addRows(layout, "pressureClashes", tr("The same people twice"));
    m_clashes->setNamesAbove();
    m_practice = makeLabel(tr("Practice: nobody is really emailed."), "secondary", inside);
    layout->addWidget(m_practice);
    layout->addStretch(1);
    connect(m_contacts, &BarRows::rowActivated, this, [this](int row) {
        if (row == 3)
            return Q_EMIT peopleWanted([](const PressureMap &map) { return map.peopleOver(); }, tr("Over the limit"), capWords());
        Q_EMIT peopleWanted([row](const PressureMap &map) { return map.peopleWith(row + 1); }, m_contacts->rows().value(row).name, {});
    });
    connect(m_days, &BarRows::rowActivated, this, [this](int row) {
        if (std::size_t(row) < m_fullest.size())
            Q_EMIT peopleWanted([day = m_fullest[std::size_t(row)]](const PressureMap &map) { return map.peopleOn(day); }, m_days->rows()[row].name, {});
    });
    connect(m_clashes, &BarRows::rowActivated, this, [this](int row) {
        if (std::size_t(row) < m_map->clashes().size())
            Q_EMIT peopleWanted([row](const PressureMap &map) { return map.peopleOf(map.clashes()[std::size_t(row)]); }, m_clashes->rows()[row].name, m_clashes->rows()[row].note);
    });
    showCounting();
}

QLabel *PressurePane::addTitle(QBoxLayout *layout, const QString &words) {
    layout->addSpacing(space::kSmall);
    auto *title = makeLabel(words, "strong", this);
    layout->addWidget(title);
    return title;
}

BarRows *PressurePane::addRows(QBoxLayout *layout, const char *objectName, const QString &name) {
    auto *rows = new BarRows(this);
    rows->setObjectName(QLatin1String(objectName));
    rows->setAccessibleName(name);
    rows->setOpens(true);
    layout->addWidget(rows);
    return rows;
}

int PressurePane::days() const { return kSpans[std::size_t(qBound(0, m_span->current(), int(kSpans.size()) - 1))]; }

void PressurePane::showCounting() {
    if (m_map)
        return; // what is known stays until the new figures are there
    m_people->setText(QStringLiteral("–"));
    m_words->setText(tr("Counting who gets something…"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_contactsTitle, m_contacts, m_daysTitle, m_days, m_clashTitle, m_clashWords, m_clashes, m_practice})
        part->hide();
}

void PressurePane::showProblem(const QString &words) {
    m_map = {};
    showCounting();
    m_words->setText(words);
}

QString PressurePane::capWords() const {
    const qint64 days = m_map->cap().seconds / 86'400;
    return m_map->cap().messages > 0 ? tr("At most %1 emails in %n days; the later one is kept back", nullptr, int(days)).arg(formatNumber(m_map->cap().messages)) : QString();
}

void PressurePane::show(const Map &map, bool isPractice) {
    m_map = map;
    const bool isEmpty = map->sends().empty();
    m_people->setText(formatNumber(map->people()));
    QString words = isEmpty ? tr("Nothing is scheduled in these days.") : tr("get something in the next %n days", nullptr, days());
    for (const PressureMap::Send &send : map->sends())
        if (send.problem)
            words += QStringLiteral("\n") + tr("%1 cannot be counted: %2").arg(toQString(send.name), sentence(*send.problem));
    m_words->setText(words);
    for (QWidget *part : std::initializer_list<QWidget *>{m_contactsTitle, m_contacts, m_daysTitle, m_days})
        part->setVisible(!isEmpty && map->people() > 0);
    m_practice->setVisible(isPractice && !isEmpty);
    showContacts();
    showDays();
    showClashes();
}

void PressurePane::showContacts() {
    QVector<BarRow> rows{{tr("1 email"), m_map->withEmails(1), {}, 0}, {tr("2 emails"), m_map->withEmails(2), {}, 0}, {tr("3 or more"), m_map->withEmails(3), {}, -4}};
    if (m_map->cap().messages > 0)
        rows.append({tr("Over the limit"), m_map->overCap(), capWords(), -3});
    m_contacts->setRows(rows, std::max<qint64>(1, m_map->people()));
}

void PressurePane::showDays() {
    std::vector<PressureMap::Day> days = m_map->days();
    std::erase_if(days, [](const PressureMap::Day &day) { return day.people == 0; });
    std::stable_sort(days.begin(), days.end(), [](const auto &a, const auto &b) { return a.people > b.people; });
    if (days.size() > kFullest)
        days.resize(kFullest);
    QVector<BarRow> rows;
    m_fullest.clear();
    for (const PressureMap::Day &day : days) {
        m_fullest.push_back(day.day);
        rows.append({interfaceLocale().toString(toQDate(day.day), QStringLiteral("ddd d MMM")), day.people, tr("%Ln emails", nullptr, int(day.emails)), 0});
    }
    m_days->setRows(rows);
}

void PressurePane::showClashes() {
    const auto &clashes = m_map->clashes();
    QVector<BarRow> rows;
    for (std::size_t i = 0; i < clashes.size() && i < kMostClashes; ++i) {
        const QString first = toQString(m_map->sends()[clashes[i].first].name), second = toQString(m_map->sends()[clashes[i].second].name);
        rows.append({tr("%1, then %2").arg(first, second), clashes[i].people,
                     clashes[i].keptBack > 0 ? tr("%Ln of them do not get %1", nullptr, int(clashes[i].keptBack)).arg(second) : QString(), -4});
    }
    m_clashes->setRows(rows);
    const bool isThere = !rows.isEmpty();
    const qint64 hours = m_map->clashWindow().count() / 3600;
    m_clashWords->setText(m_map->cap().messages > 0 ? capWords() + QLatin1Char('.') : tr("Two emails within %n hours. No limit is set, so they get both.", nullptr, int(hours)));
    for (QWidget *part : std::initializer_list<QWidget *>{m_clashTitle, m_clashWords, m_clashes})
        part->setVisible(isThere);
}

} // namespace audience::ui
