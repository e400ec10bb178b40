#include "ui/data/rows_actions.h"

#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/session.h"
#include "ui/data/rows_pane.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/notice.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QPushButton>

#include <algorithm>

namespace audience::ui {

RowsActions::RowsActions(std::shared_ptr<service::Session> session, Jobs *jobs, RowsPane *rows, Notice *notice, QWidget *page)
    : QObject(page), m_session(std::move(session)), m_jobs(jobs), m_rows(rows), m_notice(notice), m_page(page), m_keys(this) {
    m_segment = makeButton(QStringLiteral("dataSegment"), tr("Segment of these rows"), "primary", "users", page);
    m_segment->hide();
    connect(m_segment, &QPushButton::clicked, this, &RowsActions::makeSegment);
    connect(m_rows, &RowsPane::exportOffered, this, [this](const QString &why) {
        offer(why, tr("Export writes every row that is shown to a file."), tr("Export…"), [this] { exportShown(); });
    });
    connect(m_notice, &Notice::actionWanted, this, [this] {
        const auto act = std::exchange(m_offered, {});
        m_notice->clear();
        if (act)
            act();
    });
}

void RowsActions::refresh(const std::string &dataset) {
    const auto &table = m_rows->table();
    const qint64 people = m_rows->selectedPeople();
    if (std::exchange(m_offered, {}))
        m_notice->clear();
    const auto rule = table ? service::ruleOf(table->dataset(), table->query()) : Result<model::SegmentRule>(Error(ErrorKind::NotFound, "data.rule_no_filter"));
    const bool isPossible = table && table->dataset().name == dataset && (people > 0 || rule);
    m_segment->setEnabled(isPossible);
    const QString words = people > 0 ? tr("A segment of the %n people selected", nullptr, int(people)) : rule ? tr("A segment with the rule of these filters") : sentence(rule.error());
    m_segment->setToolTip(words);
    m_segment->setAccessibleDescription(words);
}

void RowsActions::makeSegment() {
    if (!m_rows->table())
        return;
    const qint64 people = m_rows->selectedPeople();
    if (people == 0)
        makeSegmentOfFilters();
    else if (people > RowsPane::kMostNamed)
        offerFilters(people);
    else
        makeSegmentOfSelected();
}

static QString targetOf(const model::SegmentRule &rule) {
    return QStringLiteral("rule:") + toQString(dumpJson(model::toJson(rule)));
}

void RowsActions::makeSegmentOfFilters() {
    const auto &table = m_rows->table();
    const auto rule = service::ruleOf(table->dataset(), table->query());
    if (!rule)
        return Q_EMIT said(sentence(rule.error()));
    Q_EMIT goTo(QStringLiteral("segments"), targetOf(*rule));
}

// Those selected and nobody else: their keys come from the table, whether their rows are in sight or not.
void RowsActions::makeSegmentOfSelected() {
    const service::Table table = m_rows->table();
    m_isReadingKeys = true;
    m_keys.request([session = m_session, table, places = m_rows->selectedPlaces()](CancelToken cancel) -> Result<std::vector<std::string>> {
        const auto &fields = table->dataset().fields;
        const auto key = std::find_if(fields.begin(), fields.end(), [&](const auto &field) { return field.name == table->dataset().keyField; });
        TRY_ASSIGN(const auto page, service::TableService(*session).rowsAt(table, places, {int(key - fields.begin())}, 0, cancel));
        std::vector<std::string> keys;
        for (const auto &row : page.rows)
            keys.push_back(row.front());
        std::sort(keys.begin(), keys.end());
        return keys;
    }, [this, table](Result<std::vector<std::string>> keys) {
        m_isReadingKeys = false;
        if (!keys)
            return m_notice->say(Tone::Bad, sentence(keys.error()), {});
        if (keys->front().empty())
            return m_notice->say(Tone::Warning, tr("Some of the people selected have no key, and a segment names people by their key."),
                                 tr("Leave them out of the selection: filter %1 for what is not empty.").arg(toQString(table->dataset().keyField)));
        Q_EMIT goTo(QStringLiteral("segments"), targetOf(service::ruleOfKeys(table->dataset(), *keys)));
    });
}

void RowsActions::offerFilters(qint64 people) {
    const QString title = tr("%1 people are selected; a segment can name at most %2.").arg(formatNumber(people), formatNumber(RowsPane::kMostNamed));
    const auto &table = m_rows->table();
    if (service::ruleOf(table->dataset(), table->query()))
        return offer(title, tr("The rule of the filters takes everyone the filters show, today and later."), tr("Use the filters"), [this] { makeSegmentOfFilters(); });
    offer(title, tr("Filter the rows to the people you mean; the segment then follows the filters."), tr("Filter…"), [this] { m_rows->askFilter(m_rows->column()); });
}

void RowsActions::offer(const QString &title, const QString &text, const QString &action, std::function<void()> act) {
    m_notice->say(Tone::Warning, title, text, action);
    m_offered = std::move(act);
}

void RowsActions::exportTo(const QString &name, Write write) {
    const FileQuestion question{tr("Export as CSV"), tr("CSV (*.csv)"), fileNameFrom(name, QStringLiteral(".csv")), QStringLiteral("csv"), QStringLiteral("exportDialog")};
    askWhereToSave(m_page, question, [this, name, write = std::move(write)](const QString &path) {
        m_jobs->start(tr("Exporting %1").arg(name), this, [write, path](Progress *progress, const CancelToken &cancel) { return write(toUtf8(path), progress, cancel); },
                      [this, path](Result<std::int64_t> rows) {
                          if (!rows && rows.error().kind == ErrorKind::Cancelled)
                              return; // who stopped it knows
                          if (!rows)
                              return m_notice->say(Tone::Bad, sentence(rows.error()), {});
                          Q_EMIT said(tr("%1 rows written to %2").arg(formatNumber(*rows), path));
                      });
    });
}

void RowsActions::exportShown() {
    if (const auto table = m_rows->table())
        exportTo(toQString(table->dataset().name), [session = m_session, table, columns = m_rows->shownColumns()](const std::string &path, Progress *progress, const CancelToken &cancel) {
            return service::TableService(*session).exportCsv(table, columns, path, progress, cancel);
        });
}

void RowsActions::exportAnswer(const std::shared_ptr<const service::RowsPage> &answer) {
    exportTo(tr("answer"), [session = m_session, answer](const std::string &path, Progress *progress, const CancelToken &cancel) {
        return service::DataService(*session).exportRows(*answer, path, progress, cancel);
    });
}

} // namespace audience::ui
