#include "ui/settings/sending_section.h"

#include "base/json.h"
#include "service/event_service.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/notice.h"
#include "ui/kit/theme.h"
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
    m_limits = new LimitsCard(this);
    for (QWidget *card : {static_cast<QWidget *>(m_rules), static_cast<QWidget *>(m_limits)}) {
        card->setEnabled(!m_session->workspace().isReadOnly());
        layout->addWidget(card);
    }
    layout->addStretch(1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoon);
    connect(&m_soon, &QTimer::timeout, this, &SendingSection::save);
    connect(m_rules, &SendingRulesCard::changed, this, [this](const service::SendingRules &rules, const QString &words) {
        m_wanted.rules = rules;
        m_words = words;
        m_soon.start();
    });
    connect(m_limits, &LimitsCard::changed, this, [this](const delivery::DeliveryLimits &limits, const QString &words) {
        m_wanted.limits = limits;
        m_words = words;
        m_soon.start();
    });
}

static Result<void> write(service::Session &session, const service::SendingRules &readRules, const service::SendingRules &rules,
                          const delivery::DeliveryLimits &readLimits, const delivery::DeliveryLimits &limits) {
    if (service::toJson(readRules) != service::toJson(rules))
        TRY(service::changeSendingRules(session, readRules, rules));
    if (delivery::toJson(readLimits) != delivery::toJson(limits))
        TRY(EventService(session).changeLimits(readLimits, limits));
    return {};
}

// The window closes within the moment in which a number was turned.
SendingSection::~SendingSection() {
    if (m_soon.isActive())
        (void)write(*m_session, m_read.rules, m_wanted.rules, m_read.limits, m_wanted.limits);
}

Result<SendingSection::Loaded> SendingSection::read(service::Session &session) {
    Loaded loaded;
    TRY_ASSIGN(loaded.rules, service::sendingRulesOf(session));
    TRY_ASSIGN(loaded.zones, service::zoneFieldsOf(session, loaded.rules));
    TRY_ASSIGN(loaded.limits, EventService(session).limits());
    return loaded;
}

void SendingSection::opened() {
    if (!isSettled())
        return; // what is on its way is read when it has arrived
    m_busy = 1;
    m_latest.request([session = m_session](CancelToken) { return read(*session); }, [this](Result<Loaded> loaded) {
        m_busy = 0;
        if (!loaded)
            return sayUnread(m_notice, sentence(loaded.error()));
        if (!m_soon.isActive())
            show(*loaded);
        noteRead();
    });
}

void SendingSection::show(const Loaded &loaded) {
    m_read = m_wanted = loaded;
    m_rules->show(loaded.rules, loaded.zones);
    m_limits->show(loaded.limits);
}

void SendingSection::save() {
    if (m_busy != 0)
        return m_soon.start(); // one after the other
    keep(m_read, m_wanted, m_words);
}

void SendingSection::keep(const Loaded &from, const Loaded &to, const QString &words) {
    if (service::toJson(from.rules) == service::toJson(to.rules) && delivery::toJson(from.limits) == delivery::toJson(to.limits))
        return;
    m_busy = 1;
    inBackground(this, [session = m_session, from, to]() -> Result<Loaded> {
        TRY(write(*session, from.rules, to.rules, from.limits, to.limits));
        return read(*session);
    }, [this, from, to, words](Result<Loaded> now) {
        m_busy = 0;
        if (!now) {
            m_notice->say(Tone::Bad, sentence(now.error()), {});
            m_soon.stop();
            return opened(); // as it is now
        }
        m_notice->clear();
        if (m_soon.isActive()) // turned on meanwhile: that is saved next
            m_read = *now;
        else
            show(*now);
        Q_EMIT touchedWorkspace();
        if (!words.isEmpty())
            Q_EMIT saidWithUndo(words, [this, from, to] { keep(to, from, {}); });
    });
}

} // namespace audience::ui
