#include "ui/settings/sending_section.h"

#include "base/json.h"
#include "service/event_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
#include "ui/settings/approval_card.h"
#include "ui/settings/limits_card.h"
#include "ui/settings/sending_rules_card.h"
#include "ui/text/sentences.h"

#include <QVBoxLayout>

namespace audience::ui {

using service::EventService;

static constexpr int kSoon = 400;

SendingSection::SendingSection(std::shared_ptr<service::Session> session, QWidget *parent) : SettingsSection(parent), m_session(std::move(session)), m_latest(this) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    m_notice = new Notice(QStringLiteral("sendingNotice"), this);
    layout->addWidget(m_notice);
    m_rules = new SendingRulesCard(this);
    m_approval = new ApprovalCard(this);
    m_limits = new LimitsCard(this);
    for (QWidget *card : {static_cast<QWidget *>(m_approval), static_cast<QWidget *>(m_rules), static_cast<QWidget *>(m_limits)}) {
        card->setEnabled(!m_session->workspace().isReadOnly());
        layout->addWidget(card);
    }
    layout->addStretch(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &SendingSection::save);
    connect(m_rules, &SendingRulesCard::changed, this, [this](const service::SendingRules &rules, const QString &words) {
        m_wanted.rules = rules;
        edited(words);
    });
    connect(m_approval, &ApprovalCard::changed, this, [this](const service::ApprovalRules &rules, const QString &words) {
        m_wanted.approval = rules;
        edited(words);
    });
    connect(m_limits, &LimitsCard::changed, this, [this](const delivery::DeliveryLimits &limits, const QString &words) {
        m_wanted.limits = limits;
        edited(words);
    });
}

void SendingSection::edited(const QString &words) {
    m_notice->clear();
    m_words = words;
    m_soon.start();
}

bool SendingSection::Loaded::isSame(const Loaded &other) const {
    return service::toJson(rules) == service::toJson(other.rules) && delivery::toJson(limits) == delivery::toJson(other.limits) && approval == other.approval;
}

Result<void> SendingSection::write(service::Session &session, const Loaded &from, const Loaded &to) {
    if (service::toJson(from.rules) != service::toJson(to.rules))
        TRY(service::changeSendingRules(session, from.rules, to.rules));
    if (delivery::toJson(from.limits) != delivery::toJson(to.limits))
        TRY(EventService(session).changeLimits(from.limits, to.limits));
    return service::changeApprovalRules(session, from.approval, to.approval);
}

// The window closes within the moment in which a number was turned; what is on its way has arrived by now, or not yet.
SendingSection::~SendingSection() {
    if (!m_soon.isActive())
        return;
    for (const Loaded *from : {&m_read, &m_before, &m_read})
        if (write(*m_session, *from, m_wanted))
            return;
}

Result<SendingSection::Loaded> SendingSection::read(service::Session &session) {
    Loaded loaded;
    TRY_ASSIGN(loaded.rules, service::sendingRulesOf(session));
    TRY_ASSIGN(loaded.zones, service::zoneFieldsOf(session, loaded.rules));
    TRY_ASSIGN(loaded.topics, service::WorkspaceService(session).topics());
    TRY_ASSIGN(loaded.limits, EventService(session).limits());
    TRY_ASSIGN(loaded.approval, service::approvalRulesOf(session));
    return loaded;
}

void SendingSection::opened() {
    if (!isSettled())
        return; // what is on its way is read when it has arrived
    readAgain();
}

void SendingSection::readAgain() {
    m_busy = 1;
    m_latest.request([session = m_session](CancelToken) { return read(*session); }, [this](Result<Loaded> loaded) {
        m_busy = 0;
        if (!loaded) {
            m_read = m_before;
            return sayUnread(m_notice, sentence(loaded.error()));
        }
        show(*loaded);
        noteRead();
    });
}

SendingSection::Loaded SendingSection::rebased(const Loaded &read, const Loaded &wanted, Loaded now) {
    const auto take = [&](auto part) {
        if (part(wanted) != part(read))
            part(now) = part(wanted);
    };
    take([](auto &all) -> auto & { return all.rules.hours; });
    take([](auto &all) -> auto & { return all.rules.notOn; });
    take([](auto &all) -> auto & { return all.rules.cap.messages; });
    take([](auto &all) -> auto & { return all.rules.cap.seconds; });
    take([](auto &all) -> auto & { return all.rules.topicCaps; });
    take([](auto &all) -> auto & { return all.rules.deniedDomains; });
    take([](auto &all) -> auto & { return all.rules.zoneField; });
    take([](auto &all) -> auto & { return all.approval.emails; });
    take([](auto &all) -> auto & { return all.approval.campaigns; });
    take([](auto &all) -> auto & { return all.limits.breakers.bounce; });
    take([](auto &all) -> auto & { return all.limits.breakers.complaint; });
    take([](auto &all) -> auto & { return all.limits.breakers.after; });
    take([](auto &all) -> auto & { return all.limits.soft.isOn; });
    take([](auto &all) -> auto & { return all.limits.soft.bounces; });
    take([](auto &all) -> auto & { return all.limits.soft.emails; });
    take([](auto &all) -> auto & { return all.limits.soft.days; });
    take([](auto &all) -> auto & { return all.limits.soft.types; });
    return now;
}

void SendingSection::show(const Loaded &now) {
    m_wanted = m_soon.isActive() ? rebased(m_read, m_wanted, now) : now;
    m_read = m_before = now;
    showWanted();
}

void SendingSection::showWanted() {
    m_rules->show(m_wanted.rules, m_wanted.zones, m_wanted.topics);
    m_approval->show(m_wanted.approval);
    m_limits->show(m_wanted.limits);
}

void SendingSection::save() {
    if (m_busy != 0)
        return m_soon.start(); // one after the other
    m_before = m_read;
    m_read = m_wanted;
    keep(m_before, m_wanted, m_words);
}

void SendingSection::undo(const Loaded &from, const Loaded &to) {
    if (m_busy != 0)
        return QTimer::singleShot(kSoon, this, [this, from, to] { undo(from, to); });
    m_notice->clear();
    m_before = m_read;
    m_read = rebased(from, to, m_before);
    m_wanted = rebased(m_before, m_wanted, m_read);
    showWanted();
    keep(from, to, {});
}

void SendingSection::keep(const Loaded &from, const Loaded &to, const QString &words) {
    if (from.isSame(to))
        return;
    m_busy = 1;
    inBackground(this, [session = m_session, from, to]() -> Result<Loaded> {
        TRY(write(*session, from, to));
        return read(*session);
    }, [this, from, to, words](Result<Loaded> now) {
        m_busy = 0;
        if (!now) {
            m_notice->say(Tone::Bad, sentence(now.error()), {});
            return readAgain(); // as it is now; what was turned meanwhile is saved next
        }
        show(*now);
        Q_EMIT touchedWorkspace();
        if (!words.isEmpty())
            Q_EMIT saidWithUndo(words, [this, from, to] { undo(to, from); });
    });
}

} // namespace audience::ui
