// What has to be approved before it is sent, as a card of Settings > Sending: a switch for emails and one for campaigns,
// each with what happens. Shows the rules and says what a person made of them; whoever has them keeps them. Main thread.
#pragma once

#include "service/approval_rules.h"

#include <QWidget>

class QCheckBox;

namespace audience::ui {

class ApprovalCard final : public QWidget {
    Q_OBJECT
public:
    explicit ApprovalCard(QWidget *parent = nullptr);
    void show(const service::ApprovalRules &rules);

Q_SIGNALS:
    void changed(const audience::service::ApprovalRules &rules, const QString &words);

private:
    QCheckBox *addSwitch(const char *objectName, const QString &on, const QString &off, bool service::ApprovalRules::*rule);
    service::ApprovalRules m_rules;
    QCheckBox *m_emails, *m_campaigns;
    bool m_isShowing = false;
};

} // namespace audience::ui
