#include "ui/campaigns/people_log.h"

#include "qbase/convert.h"
#include "ui/campaigns/bounce_card.h"
#include "ui/campaigns/campaign_words.h"
#include "ui/kit/background.h"
#include "ui/kit/filter_chips.h"
#include "ui/kit/table_model.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/zoned.h"
#include "ui/people/result_words.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace audience::ui {

static QStringList lineOf(const service::LogRow &row, service::SendingWay way) {
    return {toQString(row.address.empty() ? row.person : row.address), toQString(row.outcome.empty() ? row.state : row.outcome), exactMomentWords(row.at),
            whatHappened(row, way)};
}

PeopleLog::PeopleLog(QWidget *parent) : QFrame(parent) {
    setProperty("role", QStringLiteral("card"));
    setObjectName(QStringLiteral("peopleLog"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 8, 1, 1);
    layout->setSpacing(6);
    auto *head = makeRow();
    head->setContentsMargins(12, 0, 12, 0);
    head->addWidget(makeLabel(tr("People"), "strong", this), 1);
    m_search = new QLineEdit(this);
    m_search->setObjectName(QStringLiteral("peopleSearch"));
    m_search->setAccessibleName(tr("Search by address"));
    m_search->setPlaceholderText(tr("Search by address"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(200);
    head->addWidget(m_search);
    auto *save = makeTool(QStringLiteral("peopleExport"), tr("Save this list as a file"), "download", this);
    connect(save, &QToolButton::clicked, this, &PeopleLog::exportWanted);
    head->addWidget(save);
    layout->addLayout(head);
    m_filters = new FilterChips(QStringLiteral("peopleFilters"), tr("Which people"), FilterChips::Mode::One, this);
    m_filters->setContentsMargins(12, 0, 12, 0);
    layout->addWidget(m_filters);
    connect(m_filters, &FilterChips::chosenChanged, this, [this](const QStringList &ids) { filterBy(ids.value(0)); });
    m_doubt = new QWidget(this);
    auto *doubt = new QHBoxLayout(m_doubt);
    doubt->setContentsMargins(12, 0, 12, 0);
    doubt->addWidget(makeLabel(tr("Do you know what became of all of these?"), "secondary", m_doubt));
    auto *sent = makeButton(QStringLiteral("doubtAllSent"), tr("They got it"), "quiet", nullptr, m_doubt);
    auto *again = makeButton(QStringLiteral("doubtAllAgain"), tr("They did not: send it again"), "quiet", nullptr, m_doubt);
    connect(sent, &QPushButton::clicked, this, [this] { Q_EMIT settleWanted(0, true); });
    connect(again, &QPushButton::clicked, this, [this] { Q_EMIT settleWanted(0, false); });
    doubt->addWidget(sent);
    doubt->addWidget(again);
    doubt->addStretch(1);
    layout->addWidget(m_doubt);
    m_doubt->hide();
    auto *both = makeRow(0);
    m_people = new TableModel(this);
    m_table = new TableView(QStringLiteral("peopleTable"), tr("People"), this);
    m_table->setProperty("role", QStringLiteral("plain"));
    m_table->setModel(m_people);
    m_table->setMinimumHeight(150);
    both->addWidget(m_table);
    static_cast<QHBoxLayout *>(both)->setStretchFactor(m_table, 1);
    m_detail = makeDetail();
    both->addWidget(m_detail);
    layout->addLayout(both, 1);
    m_none = makeLabel(tr("Nobody here."), "secondary", this);
    m_none->setContentsMargins(12, 0, 12, 12);
    layout->addWidget(m_none);
    m_searchSoon = new QTimer(this);
    m_searchSoon->setSingleShot(true);
    m_searchSoon->setInterval(200);
    connect(m_search, &QLineEdit::textChanged, m_searchSoon, qOverload<>(&QTimer::start));
    connect(m_searchSoon, &QTimer::timeout, this, [this] { refresh(true); });
    connect(m_table, &QTableView::clicked, this, [this](const QModelIndex &index) { openRow(index.row()); });
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) { openRow(index.row()); });
}

QWidget *PeopleLog::makeDetail() {
    auto *detail = new QFrame(this);
    detail->setObjectName(QStringLiteral("personDetail"));
    detail->setProperty("role", QStringLiteral("paneRight"));
    detail->setFixedWidth(340);
    auto *outer = new QVBoxLayout(detail);
    outer->setContentsMargins(12, 8, 8, 8);
    outer->setSpacing(6);
    auto *head = makeRow(4);
    m_person = makeLabel({}, "strong", detail);
    m_person->setTextFormat(Qt::PlainText);
    m_person->setWordWrap(true);
    head->addWidget(m_person, 1);
    auto *copy = makeTool(QStringLiteral("personCopy"), tr("Copy"), "copy", detail);
    connect(copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_person->text() + QLatin1Char('\n') + m_words->text()); });
    head->addWidget(copy);
    auto *close = makeTool(QStringLiteral("personClose"), tr("Close"), "x", detail);
    connect(close, &QToolButton::clicked, this, [this] {
        m_detail->hide();
        m_table->setFocus();
    });
    head->addWidget(close);
    outer->addLayout(head);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 4, 0);
    m_words = makeLabel({}, "small", inside);
    m_words->setObjectName(QStringLiteral("personEvents"));
    m_words->setTextFormat(Qt::PlainText);
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(m_words);
    column->addStretch(1);
    outer->addWidget(makeScroll(QStringLiteral("personScroll"), inside, detail), 1);
    auto *known = makeRow(4);
    m_wasSent = makeButton(QStringLiteral("doubtSent"), tr("They got it"), "", nullptr, detail);
    m_sendAgain = makeButton(QStringLiteral("doubtAgain"), tr("Send it again"), "", nullptr, detail);
    connect(m_wasSent, &QPushButton::clicked, this, [this] { Q_EMIT settleWanted(m_open, true); });
    connect(m_sendAgain, &QPushButton::clicked, this, [this] { Q_EMIT settleWanted(m_open, false); });
    known->addWidget(m_wasSent);
    known->addWidget(m_sendAgain);
    known->addStretch(1);
    outer->addLayout(known);
    detail->hide();
    return detail;
}

QString PeopleLog::search() const { return m_search->text().trimmed(); }

void PeopleLog::settle() { m_people->settle(); }

void PeopleLog::show(const service::CampaignStatus &status, service::SendingWay way, Source source, bool isOther) {
    m_status = status;
    m_way = way;
    m_source = std::move(source);
    if (isOther) {
        m_filter.clear();
        m_search->clear();
        m_detail->hide();
    }
    showFilters();
    refresh(isOther);
}

void PeopleLog::showToGo(qint64 toGo) {
    if (std::exchange(m_toGo, toGo) != toGo)
        showFilters();
}

void PeopleLog::filterBy(const QString &filter) {
    m_filter = filter;
    showFilters();
    refresh(true);
}

void PeopleLog::showFilters() {
    QList<FilterChip> chips{{{}, tr("All"), m_status.audience}};
    const auto add = [&](const char *id, std::string_view word, qint64 count) {
        if (count > 0 || m_filter == QLatin1String(id))
            chips.append({QLatin1String(id), emailStateWord(word), count});
    };
    add("to_go", "planned", m_toGo);
    add("not_sure", "in_doubt", stateCount(m_status, "in_doubt") + stateCount(m_status, "unknown"));
    add("refused", "refused", stateCount(m_status, "refused"));
    add("got_nothing", "got_nothing", m_status.gotNothing);
    add("skipped", "skipped", stateCount(m_status, "skipped"));
    for (const char *id : {"delivered", "opened", "clicked", "bounced", "unsubscribed", "complained"})
        add(id, id, factCount(m_status, id));
    if (m_filter.startsWith(QLatin1String("reason:"))) {
        const std::string chosen = toUtf8(m_filter.mid(7));
        qint64 count = 0;
        for (const auto &reason : m_status.keptBack)
            count += reason.reason == chosen ? reason.count : 0;
        chips.append({m_filter, reasonWord(chosen), count});
    }
    if (m_filter.startsWith(QLatin1String("link:")))
        chips.append({m_filter, fontMetrics().elidedText(tr("Clicked %1").arg(m_filter.mid(5)), Qt::ElideMiddle, 320)});
    if (m_filter.startsWith(QLatin1String("bounce:"))) {
        const QString code = m_filter.mid(7), words = bounceWords(toUtf8(code));
        chips.append({m_filter, words.isEmpty() ? code : words});
    }
    if (m_filter.startsWith(QLatin1String("bounced_at:")))
        chips.append({m_filter, tr("Bounced at %1").arg(m_filter.mid(11))});
    m_filters->setChips(chips);
    m_filters->setChosen({m_filter});
}

void PeopleLog::refresh(bool always) {
    qint64 sum = m_status.audience;
    for (const auto &[state, count] : m_status.states)
        sum = sum * 31 + count;
    for (const auto &[fact, count] : m_status.facts)
        sum = sum * 31 + count;
    // While somebody reads further down or looks at a person, the list stays as it is.
    const bool isReading = m_table->verticalScrollBar()->value() > 0 || m_table->selectionModel()->hasSelection() || m_detail->isVisible();
    if (!always && (sum == m_seen || isReading || m_asking > 0))
        return;
    m_seen = sum;
    m_doubt->setVisible(m_filter == QLatin1String("not_sure"));
    const auto fetch = [source = m_source, filter = toUtf8(m_filter), search = toUtf8(search()), way = m_way,
                        zone = zoneAround(this)](qint64 first, int count, CancelToken) -> Result<TableRows> {
        const ZoneScope here(zone);
        TableRows rows;
        TRY_ASSIGN(const auto lines, source.rows(filter, search, first, count));
        for (const auto &row : lines)
            rows.append(lineOf(row, way));
        return rows;
    };
    ++m_asking;
    // The first rows come with the count: a list that follows a send is never blank in between.
    using Answer = std::pair<qint64, TableRows>;
    inBackground(this, [source = m_source, fetch, filter = toUtf8(m_filter), search = toUtf8(search())]() -> Result<Answer> {
        TRY_ASSIGN(const std::int64_t count, source.count(filter, search));
        TRY_ASSIGN(TableRows rows, fetch(0, TableModel::kWindow, {}));
        return Answer{count, std::move(rows)};
    },
                 [this, fetch, always, filter = m_filter, search = search()](const Result<Answer> &answer) {
                     --m_asking;
                     if (filter != m_filter || search != this->search())
                         return;
                     m_none->hide();
                     if (!answer) {
                         m_seen = -1; // asked again with the next look
                         return m_people->fail(sentence(answer.error()));
                     }
                     const qint64 count = answer->first;
                     const bool isFirst = m_people->columnCount() == 0;
                     QVector<TableColumn> columns{{tr("Person")}, {tr("State")}, {tr("When")}, {tr("What happened")}};
                     columns[1].chip = emailChip;
                     columns[3].quiet = true;
                     m_people->setSource(columns, count, fetch, answer->second);
                     m_none->setVisible(count == 0);
                     if (isFirst) {
                         m_table->setColumnWidth(0, 260);
                         m_table->setColumnWidth(1, 130);
                     }
                     // Days stand before the times of a send of another day; while it is only followed, widths stay.
                     int when = 90;
                     for (const QStringList &row : answer->second)
                         when = std::max(when, m_table->fontMetrics().horizontalAdvance(row.value(2)) + 2 * space::kMedium);
                     if (isFirst || always)
                         m_table->setColumnWidth(2, when);
                 });
}

void PeopleLog::openRow(int row) {
    if (row < 0)
        return;
    ++m_asking;
    inBackground(this, [source = m_source, filter = toUtf8(m_filter), search = toUtf8(search()), row]() -> Result<Person> {
        TRY_ASSIGN(const auto rows, source.rows(filter, search, row, 1));
        if (rows.empty())
            return Person{};
        Person person;
        person.row = rows.front();
        TRY_ASSIGN(person.events, source.history(person.row.message));
        if (person.row.state == "skipped") {
            TRY_ASSIGN(person.objection, source.objection(person.row));
        }
        return person;
    }, [this](const Result<Person> &person) {
        --m_asking;
        if (person && person->row.message > 0)
            return showDetail(*person);
        if (person)
            return;
        m_seen = -1; // the list is asked for again with the next look
        m_people->fail(sentence(person.error()));
    });
}

void PeopleLog::showDetail(const Person &person) {
    const ZoneScope here(this);
    const service::LogRow &row = person.row;
    m_open = row.message;
    m_person->setText(toQString(row.address.empty() ? row.person : row.address));
    QStringList lines{whatHappened(row, m_way)};
    if (person.objection)
        lines << objectionWords(*person.objection);
    if (const QString way = row.state == "skipped" ? wayOut(row.reason) : QString(); !way.isEmpty())
        lines << QString() << way;
    for (const auto &event : person.events)
        lines << exactMomentWords(event.at) + QStringLiteral("  ") + eventWords(event);
    if (!row.messageId.empty() && m_way != service::SendingWay::Practice)
        lines << QString() << (m_way == service::SendingWay::Amazon ? tr("Amazon's number for this email: %1") : tr("Message-ID of this email: %1")).arg(toQString(row.messageId));
    m_words->setText(lines.join(QLatin1Char('\n')));
    const bool isDoubt = row.state == "in_doubt" || row.state == "unknown";
    m_wasSent->setVisible(isDoubt);
    m_sendAgain->setVisible(isDoubt);
    m_detail->show();
}

} // namespace audience::ui
