#include "ui/people/member_opener.h"

#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/people_rule.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/people_panel.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <algorithm>

namespace audience::ui {

using service::SegmentService;

// By what people are known: name, address and key, where there are such columns.
static Result<std::vector<std::string>> knownBy(service::Session &session) {
    TRY_ASSIGN(const auto datasets, service::DataService(session).datasets());
    std::vector<std::string> columns;
    for (const auto &dataset : datasets)
        if (dataset.role == "profiles")
            for (const std::string &field : {dataset.nameField, dataset.emailField, dataset.keyField})
                if (!field.empty() && std::find(columns.begin(), columns.end(), field) == columns.end())
                    columns.push_back(field);
    return columns;
}

MemberOpener::MemberOpener(std::shared_ptr<service::Session> session, Page *page)
    : QObject(page), m_session(std::move(session)), m_page(page), m_panel(new PeoplePanel(page)), m_latest(this) {
    connect(m_panel, &PeoplePanel::exportWanted, this, &MemberOpener::save);
    connect(m_panel, &PeoplePanel::segmentWanted, this, &MemberOpener::makeSegment);
    connect(m_panel, &PeoplePanel::closed, this, [this] {
        m_latest.drop();
        m_isFinding = false;
        m_found = {};
    });
}

void MemberOpener::open(const QString &title, const QString &note, const Find &find) {
    m_found = {};
    m_title = title;
    m_isFinding = true;
    m_panel->openWaiting(title);
    m_latest.request(
        [session = m_session, find](CancelToken cancel) -> Result<Found> {
            Found found;
            TRY_ASSIGN(found.list, find(*session, cancel));
            TRY_ASSIGN(found.columns, knownBy(*session));
            return found;
        },
        [this, title, note](Result<Found> found) {
            m_isFinding = false;
            if (!found)
                return m_panel->say(sentence(found.error()));
            show(*found, title, note);
        });
}

void MemberOpener::show(const Found &found, const QString &title, const QString &note) {
    m_found = found;
    PeoplePanel::Content content;
    content.title = title;
    content.rows = qint64(found.list->people.size());
    const QString people = tr("%Ln people", nullptr, int(content.rows));
    content.note = note.isEmpty() ? people : QStringLiteral("%1 · %2").arg(people, note);
    for (const std::string &column : found.columns)
        content.columns.append({plainName(column)});
    content.fetch = [session = m_session, found](qint64 first, int count, CancelToken) -> Result<TableRows> {
        TableRows rows;
        TRY_ASSIGN(const auto page, SegmentService(*session).rowsOf(*found.list, found.columns, first, count));
        for (const auto &row : page.rows) {
            QStringList cells;
            for (const std::string &cell : row)
                cells << toQString(cell);
            rows.append(cells);
        }
        return rows;
    };
    m_panel->fill(content);
}

// Those who are shown, whatever the rule would find by now.
void MemberOpener::save() {
    const FileQuestion question{tr("Save these people"), tr("Table (*.csv)"), QStringLiteral("people.csv"), QStringLiteral("csv"), QStringLiteral("peopleDialog")};
    askWhereToSave(m_page, question, [this](const QString &path) {
        if (!m_found.list)
            return;
        const auto work = [session = m_session, found = m_found, path](Progress *progress, const CancelToken &cancel) {
            return SegmentService(*session).exportList(*found.list, found.columns, toUtf8(path), progress, cancel);
        };
        Jobs::around(m_page)->start(tr("Saving people"), this, work, [this, path](Result<std::int64_t> rows) {
            if (rows || rows.error().kind != ErrorKind::Cancelled)
                m_panel->say(rows ? tr("%Ln rows saved as %1.", nullptr, int(*rows)).arg(path) : sentence(rows.error()));
        });
    });
}

void MemberOpener::makeSegment() {
    if (!m_found.list)
        return;
    m_isFinding = true;
    inBackground(this, [session = m_session, list = m_found.list, title = toUtf8(m_title)] { return service::ruleOfPeople(*session, list->people, title); },
                 [this](Result<model::SegmentRule> rule) {
                     m_isFinding = false;
                     if (!rule)
                         return m_panel->say(sentence(rule.error()));
                     m_panel->close();
                     Q_EMIT m_page->goTo(QStringLiteral("segments"), QStringLiteral("rule:") + toQString(dumpJson(model::toJson(*rule))));
                 });
}

} // namespace audience::ui
