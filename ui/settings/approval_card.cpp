#include "ui/settings/approval_card.h"

#include "ui/kit/theme.h"
#include "ui/settings/setting_row.h"

#include <QCheckBox>
#include <QScopedValueRollback>
#include <QVBoxLayout>

namespace audience::ui {

using service::ApprovalRules;

ApprovalCard::ApprovalCard(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("What a colleague looks at before it goes"), this, &rows);
    m_emails = addSwitch("approvalEmails", tr("Emails must be approved before they are sent"), tr("Emails need no approval any more"), &ApprovalRules::emails);
    rows->addWidget(makeSettingRow(tr("Emails must be approved before they are sent"),
                                   tr("A campaign does not start until somebody other than the author has approved the words of its email, under Templates."), m_emails, card));
    rows->addWidget(makeLine(card));
    m_campaigns = addSwitch("approvalCampaigns", tr("Campaigns must be approved before they are sent"), tr("Campaigns need no approval any more"), &ApprovalRules::campaigns);
    rows->addWidget(makeSettingRow(tr("Campaigns must be approved before they are sent"),
                                   tr("A campaign does not start until somebody other than the author has approved who gets it, when and from whom."), m_campaigns, card));
    auto *alone = makeLabel(tr("Whoever works alone leaves both off: nobody approves their own work. What waits for you stands on Today."), "secondary", card);
    alone->setWordWrap(true);
    rows->addWidget(alone);
    layout->addWidget(card);
}

QCheckBox *ApprovalCard::addSwitch(const char *objectName, const QString &on, const QString &off, bool ApprovalRules::*rule) {
    auto *box = new QCheckBox(this);
    box->setObjectName(QLatin1String(objectName));
    connect(box, &QCheckBox::toggled, this, [this, on, off, rule](bool isOn) {
        if (m_isShowing)
            return;
        m_rules.*rule = isOn;
        Q_EMIT changed(m_rules, isOn ? on : off);
    });
    return box;
}

void ApprovalCard::show(const ApprovalRules &rules) {
    const QScopedValueRollback showing(m_isShowing, true);
    m_rules = rules;
    m_emails->setChecked(rules.emails);
    m_campaigns->setChecked(rules.campaigns);
}

} // namespace audience::ui
