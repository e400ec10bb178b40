#include "ui/people/people_opener.h"

#include "qbase/convert.h"
#include "service/people_rule.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/people_panel.h"
#include "ui/people/result_words.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"


namespace audience::ui {

using service::PersonRow;
using service::ReportService;

namespace {

QString whatHappened(const PersonRow &row) {
    const QString word = row.fact == "audience" ? QString() : factWord(row.fact);
    if (row.detail.empty())
        return word;
    const bool isOutcome = service::outcomeFromText(row.fact).has_value();
    const QString detail = isOutcome ? toQString(row.detail) : reasonWord(row.detail);
    return word.isEmpty() ? detail : QStringLiteral("%1 · %2").arg(word, detail);
}

} // namespace

PeopleOpener::PeopleOpener(std::shared_ptr<service::Session> session, Page *page)
    : QObject(page), m_session(std::move(session)), m_page(page), m_panel(new PeoplePanel(page)), m_latest(this) {
    connect(m_panel, &PeoplePanel::exportWanted, this, &PeopleOpener::save);
    connect(m_panel, &PeoplePanel::campaignWanted, this, [this] {
        m_panel->close();
        Q_EMIT m_page->goTo(QStringLiteral("campaigns"), QString::number(m_question.campaign.value));
    });
    connect(m_panel, &PeoplePanel::segmentWanted, this, &PeopleOpener::makeSegment);
    connect(m_panel, &PeoplePanel::closed, this, [this] {
        m_latest.drop();
        m_isLoading = false;
        m_list.reset();
    });
}

void PeopleOpener::open(const service::PeopleQuestion &question, const QString &title) {
    m_question = question;
    m_title = title;
    m_list.reset();
    m_isLoading = true;
    m_panel->openWaiting(title);
    m_latest.request([session = m_session, question](CancelToken) { return ReportService(*session).people(question); },
                     [this](Result<List> list) {
                         m_isLoading = false;
                         if (!list)
                             return m_panel->say(sentence(list.error()));
                         show(*list);
                     });
}

void PeopleOpener::show(const List &list) {
    m_list = list;
    PeoplePanel::Content content;
    content.title = m_title;
    content.rows = list->total();
    content.note = list->total() == list->people() ? tr("%Ln people", nullptr, int(list->people()))
                                                   : tr("%1 times, by %Ln different people", nullptr, int(list->people())).arg(formatNumber(list->total()));
    content.columns = {{tr("Person")}, {tr("Email")}, {tr("When")}, {tr("What happened")}, {tr("Campaign")}};
    content.columns[2].quiet = content.columns[4].quiet = true;
    content.fetch = [list](qint64 first, int count, CancelToken) -> Result<TableRows> {
        TableRows rows;
        TRY_ASSIGN(const auto page, list->rows(first, count));
        for (const PersonRow &row : page)
            rows.append({toQString(row.name.empty() ? row.key : row.name), toQString(row.email), momentWords(row.at), whatHappened(row), toQString(row.campaign)});
        return rows;
    };
    m_panel->fill(content);
    m_panel->setCampaign(m_offersCampaign && m_question.campaign.isValid() ? tr("Open the campaign") : QString());
}

void PeopleOpener::save() {
    const FileQuestion question{tr("Save these people"), tr("Table (*.csv)"), QStringLiteral("people.csv"), QStringLiteral("csv"), QStringLiteral("peopleDialog")};
    askWhereToSave(m_page, question, [this](const QString &path) {
        Jobs::around(m_page)->start(
            tr("Saving people: %1").arg(m_title), this,
            [session = m_session, question = m_question, path](Progress *progress, const CancelToken &cancel) {
                return ReportService(*session).exportPeople(question, toUtf8(path), progress, cancel);
            },
            [this, path](Result<std::int64_t> rows) {
                if (rows || rows.error().kind != ErrorKind::Cancelled)
                    m_panel->say(rows ? tr("%Ln rows saved as %1.", nullptr, int(*rows)).arg(path) : sentence(rows.error()));
            });
    });
}

// A rule that goes on counting where one means just them, else who they are now.
void PeopleOpener::makeSegment() {
    m_isLoading = true;
    inBackground(this, [session = m_session, question = m_question, title = toUtf8(m_title)] { return service::ruleOf(*session, question, title); },
                 [this](Result<model::SegmentRule> rule) {
                     m_isLoading = false;
                     if (!rule)
                         return m_panel->say(sentence(rule.error()));
                     m_panel->close();
                     Q_EMIT m_page->goTo(QStringLiteral("segments"), QStringLiteral("rule:") + toQString(dumpJson(model::toJson(*rule))));
                 });
}

} // namespace audience::ui
