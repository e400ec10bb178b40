#include "ui/connections/account_card.h"

#include "ui/connections/amazon_words.h"
#include "ui/kit/notice.h"
#include "ui/kit/parts_bar.h"
#include "ui/kit/theme.h"

#include <QDesktopServices>
#include <QUrl>
#include <QVBoxLayout>

namespace audience::ui {

AccountCard::AccountCard(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_card = new Card(tr("3. Account"), this);
    layout->addWidget(m_card);
    m_sandbox = new Notice(QStringLiteral("accountSandbox"), this);
    m_card->body()->addWidget(m_sandbox);
    connect(m_sandbox, &Notice::actionWanted, this, [this] {
        QDesktopServices::openUrl(QUrl(QStringLiteral("https://%1.console.aws.amazon.com/ses/home?region=%1#/account").arg(m_region)));
    });
    m_second = makeLabel({}, "body", this);
    m_second->setObjectName(QStringLiteral("accountSecond"));
    m_day = makeLabel({}, "body", this);
    m_day->setObjectName(QStringLiteral("accountDay"));
    for (QLabel *label : {m_second, m_day}) {
        label->setWordWrap(true);
        m_card->body()->addWidget(label);
    }
    m_used = new PartsBar(QStringLiteral("accountUsed"), this);
    m_used->setAccessibleName(tr("Used in the last 24 hours"));
    m_card->body()->addWidget(m_used);
    m_enforcement = new FindingRow(QStringLiteral("accountEnforcement"), tr("Standing with Amazon"), this);
    m_card->body()->addWidget(m_enforcement);
}

void AccountCard::show(const aws::AccountReport &account, const QString &region) {
    m_region = region;
    if (account.isSandbox)
        m_sandbox->say(Tone::Warning, tr("This account is in Amazon's sandbox"),
                       tr("Only addresses and domains that are verified at Amazon are reached, and few emails a day may go out. That is enough to try everything with your own mailbox. "
                          "To write to customers, ask Amazon for production access: say what you send, to whom, and how people leave. The answer mostly comes within a day."),
                       tr("Ask Amazon for production access"));
    else
        m_sandbox->clear();
    m_second->setText(tr("Up to %n emails a second.", nullptr, int(account.perSecond)));
    const bool isLimited = account.perDay >= 0;
    m_day->setText(isLimited ? tr("%1 of %2 emails are used in these 24 hours.").arg(formatNumber(qint64(account.sentToday)), formatNumber(qint64(account.perDay)))
                             : tr("%1 emails in these 24 hours, without a limit.").arg(formatNumber(qint64(account.sentToday))));
    m_used->setVisible(isLimited && account.perDay > 0);
    const bool isNearlyUsed = account.sentToday >= 0.9 * account.perDay;
    m_used->setParts({{tr("Used"), qint64(account.sentToday), isNearlyUsed ? -4 : 0}}, qMax<qint64>(1, qint64(account.perDay)));
    m_enforcement->say(enforcementMark(account), enforcementWords(account));
    const bool isStopped = enforcementMark(account) == Mark::Bad;
    m_card->setCount(isStopped ? tr("Switched off") : account.isSandbox ? tr("Sandbox") : tr("Production"), isStopped ? Tone::Bad : account.isSandbox ? Tone::Warning : Tone::Good);
}

} // namespace audience::ui
