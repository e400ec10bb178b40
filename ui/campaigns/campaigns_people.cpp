// What the page does with people over a draft: a test to oneself, and who is kept back for a reason.
#include "qbase/convert.h"
#include "service/session.h"
#include "service/template_service.h"
#include "ui/campaigns/campaigns_page.h"
#include "ui/kit/background.h"
#include "ui/kit/kept.h"
#include "ui/kit/picker.h"
#include "ui/people/member_opener.h"
#include "ui/text/sentences.h"
#include "ui/text/words.h"


namespace audience::ui {

using service::CampaignService;

// Asked once, then remembered; the list takes another one.
void CampaignsPage::askTest() {
    const QString known = Kept::value(QStringLiteral("test/address")).toString();
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
                     Kept::keep(QStringLiteral("test/address"), address);
                     m_question = Question::None;
                     if (report->isPractice)
                         m_composer->say(Tone::Good, tr("Practice mode: nothing left this computer"),
                                         tr("The test to %1 was written to %2.").arg(address, toQString(report->path)));
                     else
                         m_composer->say(Tone::Good, tr("The test is on its way to %1").arg(address),
                                         report->host.empty() ? tr("Amazon took it as %1.").arg(toQString(report->messageId)) : tr("Your mail server %1 took it.").arg(toQString(report->host)));
                 });
}

void CampaignsPage::openReason(const QString &reason) {
    m_members->open(reasonWord(toUtf8(reason)), tr("would be kept back"), [campaign = m_composer->campaign(), reason = toUtf8(reason)](service::Session &session, const CancelToken &cancel) {
        return CampaignService(session).keptBack(campaign, reason, cancel);
    });
}

void CampaignsPage::openLeft(const QStringList &reasons, const QString &title) {
    std::vector<std::string> kept;
    for (const QString &reason : reasons)
        kept.push_back(toUtf8(reason));
    m_members->open(title, {}, [campaign = m_composer->campaign(), kept](service::Session &session, const CancelToken &cancel) {
        return CampaignService(session).left(campaign, kept, cancel);
    });
}

} // namespace audience::ui
