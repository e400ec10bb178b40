// What the page does with people over a draft: a test to oneself, and who is kept back for a reason.
#include "qbase/convert.h"
#include "service/data_service.h"
#include "service/segment_service.h"
#include "service/session.h"
#include "service/template_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/jobs.h"
#include "ui/kit/people_panel.h"
#include "ui/kit/picker.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"

#include <QSettings>

#include <algorithm>

namespace audience::ui {

using service::CampaignService;

// Asked once, then remembered; the list takes another one.
void CampaignsPage::askTest() {
    const QString known = QSettings().value(QStringLiteral("test/address")).toString();
    QList<PickerItem> items;
    if (!known.isEmpty())
        items.append({known, known, {}, QStringLiteral("mail")});
    Picker::pickOne(m_test, items, {}, [this](const QStringList &addresses) { sendTest(addresses.first()); })->allowTyped([](const QString &typed) {
        return typed.contains(QLatin1Char('@')) ? typed.trimmed() : QString();
    });
}

void CampaignsPage::sendTest(const QString &address) {
    m_isTesting = true;
    m_test->setEnabled(false);
    inBackground(this, [session = m_session, campaign = m_composer->campaign(), to = toUtf8(address)] { return CampaignService(*session).sendTest(campaign, to); },
                 [this, address](Result<service::TestReport> report) {
                     m_isTesting = false;
                     m_test->setEnabled(true);
                     if (!report)
                         return say(report.error());
                     QSettings().setValue(QStringLiteral("test/address"), address);
                     m_question = Question::None;
                     if (report->isPractice)
                         m_composer->say(Tone::Good, tr("Practice mode: nothing left this computer"),
                                         tr("The test to %1 was written to %2.").arg(address, toQString(report->path)));
                     else
                         m_composer->say(Tone::Good, tr("The test is on its way to %1").arg(address), tr("Amazon took it as %1.").arg(toQString(report->messageId)));
                 });
}

namespace {

struct KeptBack {
    std::shared_ptr<const service::MemberList> list;
    std::vector<std::string> columns;
};

// By what people are known: name, address and key, where there are such columns.
Result<std::vector<std::string>> knownBy(service::Session &session) {
    TRY_ASSIGN(const auto datasets, service::DataService(session).datasets());
    std::vector<std::string> columns;
    for (const auto &dataset : datasets)
        if (dataset.role == "profiles")
            for (const std::string &field : {dataset.nameField, dataset.emailField, dataset.keyField})
                if (!field.empty() && std::find(columns.begin(), columns.end(), field) == columns.end())
                    columns.push_back(field);
    return columns;
}

} // namespace

void CampaignsPage::openReason(const QString &reason) {
    m_reason = reason;
    m_isFinding = true;
    m_people->openWaiting(reasonWord(toUtf8(reason)));
    inBackground(this, [session = m_session, campaign = m_composer->campaign(), reason = toUtf8(reason)]() -> Result<KeptBack> {
        KeptBack kept;
        TRY_ASSIGN(kept.list, CampaignService(*session).keptBack(campaign, reason));
        TRY_ASSIGN(kept.columns, knownBy(*session));
        return kept;
    }, [this, reason](Result<KeptBack> kept) {
        m_isFinding = false;
        if (reason != m_reason || !m_people->isOpen())
            return;
        if (!kept)
            return m_people->say(sentence(kept.error()));
        PeoplePanel::Content content;
        content.title = reasonWord(toUtf8(reason));
        content.rows = qint64(kept->list->people.size());
        content.note = tr("%n people would be kept back", nullptr, int(content.rows));
        for (const std::string &column : kept->columns)
            content.columns.append({plainName(column)});
        content.fetch = [session = m_session, found = *kept](qint64 first, int count, CancelToken) -> Result<TableRows> {
            TableRows rows;
            TRY_ASSIGN(const auto page, service::SegmentService(*session).rowsOf(*found.list, found.columns, first, count));
            for (const auto &row : page.rows) {
                QStringList cells;
                for (const std::string &cell : row)
                    cells << toQString(cell);
                rows.append(cells);
            }
            return rows;
        };
        m_people->fill(content);
        m_people->setCampaign({});
    });
}

void CampaignsPage::saveReason() {
    askWhereToSave(this, {tr("Save these people"), tr("CSV files (*.csv)"), QStringLiteral("people.csv"), QStringLiteral("csv")}, [this, campaign = m_composer->campaign(), reason = toUtf8(m_reason)](const QString &path) {
        m_jobs->start(tr("Saving the people who are kept back"), this, [session = m_session, campaign, reason, path](Progress *progress, const CancelToken &cancel) -> Result<std::int64_t> {
            TRY_ASSIGN(const auto columns, knownBy(*session));
            return CampaignService(*session).exportKeptBack(campaign, reason, columns, toUtf8(path), progress, cancel);
        }, [this, path](Result<std::int64_t> rows) {
            if (rows || rows.error().kind != ErrorKind::Cancelled)
                m_people->say(rows ? tr("%n people written to %1", nullptr, int(*rows)).arg(path) : sentence(rows.error()));
        });
    });
}

} // namespace audience::ui
