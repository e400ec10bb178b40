// Settings > Sending: what holds for all campaigns of the workspace, and what they bear before they pause. Each change is
// saved as it is made, never over what others saved unseen, and can be taken back.
#pragma once

#include "async/latest.h"
#include "delivery/limits.h"
#include "service/approval_rules.h"
#include "service/sending_rules.h"
#include "service/workspace_service.h"
#include "ui/kit/settings_section.h"

#include <QTimer>

#include <memory>

namespace audience::ui {

class ApprovalCard;
class LimitsCard;
class Notice;
class SendingRulesCard;

class SendingSection final : public SettingsSection {
    Q_OBJECT
public:
    explicit SendingSection(std::shared_ptr<service::Session> session, QWidget *parent = nullptr);
    ~SendingSection() override;
    QString key() const override { return QStringLiteral("sending"); }
    QString title() const override { return tr("Sending"); }
    const char *iconName() const override { return "send"; }
    QStringList words() const override { return {tr("Quiet hours"), tr("Days without emails"), tr("Cap over all campaigns"), tr("Cap about one topic"), tr("Domains that are never written to"), tr("Approval of emails and campaigns"), tr("Bounce and complaint limits")}; }
    void opened() override;
    bool isSettled() const override { return m_busy == 0 && !m_soon.isActive(); }
    bool isReadFirst() const override { return true; }

private:
    struct Loaded {
        service::SendingRules rules;
        service::ZoneFields zones;
        std::vector<service::TopicView> topics;
        service::ApprovalRules approval;
        delivery::DeliveryLimits limits;
        bool isSame(const Loaded &other) const; // to be kept
    };
    static Result<void> write(service::Session &session, const Loaded &from, const Loaded &to); // only the parts in which they differ
    static Result<Loaded> read(service::Session &session);
    static Loaded rebased(const Loaded &read, const Loaded &wanted, Loaded now); // what was changed since it was read, over what is there now
    void readAgain();
    void show(const Loaded &now); // and what was changed but is not saved yet
    void showWanted();
    void edited(const QString &words);
    void save(); // what was changed last
    void keep(const Loaded &from, const Loaded &to, const QString &words); // the parts in which they differ
    void undo(const Loaded &from, const Loaded &to);

    std::shared_ptr<service::Session> m_session;
    Latest<Loaded> m_latest;
    Notice *m_notice;
    SendingRulesCard *m_rules;
    ApprovalCard *m_approval;
    LimitsCard *m_limits;
    Loaded m_read, m_wanted; // the first with what a save on its way writes
    Loaded m_before;         // without it
    QString m_words;
    QTimer m_soon; // a number is turned up step by step
    int m_busy = 0;
};

} // namespace audience::ui
