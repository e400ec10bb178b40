#include "ui/settings/limits_card.h"

#include "base/json.h"
#include "ui/kit/theme.h"
#include "ui/settings/setting_row.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QVBoxLayout>

#include <cmath>

namespace audience::ui {

using delivery::DeliveryLimits;

namespace {

// Of what Amazon says in public; another provider has its own.
constexpr double kAmazonBounceWarning = 0.05, kAmazonBounceStop = 0.10, kAmazonComplaintWarning = 0.001, kAmazonComplaintStop = 0.005;
constexpr double kLeastBounce = 0.1, kLeastComplaint = 0.01; // percent
constexpr int kNumber = 112; // wide
constexpr int kMostAfter = 1'000'000, kMostBounces = 100, kMostDays = 3650;

// Says 5 for 5 and 0.1 for 0.1.
class PercentBox final : public QDoubleSpinBox {
public:
    using QDoubleSpinBox::QDoubleSpinBox;
    QString textFromValue(double value) const override { return locale().toString(value, 'f', QLocale::FloatingPointShortest); }
};

bool isSame(const DeliveryLimits &a, const DeliveryLimits &b) { return delivery::toJson(a) == delivery::toJson(b); }

} // namespace

LimitsCard::LimitsCard(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kMedium);
    layout->addWidget(makePause());
    layout->addWidget(makeGiveUp());
}

QDoubleSpinBox *LimitsCard::makePercent(const char *objectName, double least) {
    auto *box = new PercentBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setLocale(interfaceLocale());
    box->setDecimals(2);
    box->setRange(least, 100);
    box->setSingleStep(least);
    box->setSuffix(tr(" %"));
    box->setFixedHeight(Theme::instance().controlHeight());
    box->setMinimumWidth(Theme::instance().pixels(kNumber));
    box->setKeyboardTracking(false);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this] { take(tr("The limits that pause a campaign were changed")); });
    return box;
}

QSpinBox *LimitsCard::makeNumber(const char *objectName, int most) {
    auto *box = new QSpinBox(this);
    box->setObjectName(QLatin1String(objectName));
    box->setLocale(interfaceLocale());
    box->setGroupSeparatorShown(true);
    box->setRange(1, most);
    box->setFixedHeight(Theme::instance().controlHeight());
    box->setKeyboardTracking(false);
    connect(box, &QSpinBox::valueChanged, this, [this] { take(tr("The limits for bounces were changed")); });
    return box;
}

QWidget *LimitsCard::makePause() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("When a campaign pauses by itself"), this, &rows);
    auto *about = makeLabel(tr("A campaign that hurts your name stops before your provider stops you. It pauses, says why, and goes on only on your word."), "secondary", card);
    about->setWordWrap(true);
    rows->addWidget(about);
    rows->addWidget(makeLine(card));
    m_bounce = makePercent("limitBounce", kLeastBounce);
    QWidget *bounce = makeSettingRow(tr("Addresses that bounce for good"), QStringLiteral(" "), m_bounce, card);
    m_bounceWords = explanationOf(bounce);
    rows->addWidget(bounce);
    rows->addWidget(makeLine(card));
    m_complaint = makePercent("limitComplaint", kLeastComplaint);
    QWidget *complaint = makeSettingRow(tr("Complaints"), QStringLiteral(" "), m_complaint, card);
    m_complaintWords = explanationOf(complaint);
    rows->addWidget(complaint);
    rows->addWidget(makeLine(card));
    m_after = makeNumber("limitAfter", kMostAfter);
    m_after->setMinimumWidth(Theme::instance().pixels(kNumber));
    rows->addWidget(makeSettingRow(tr("Counted after so many emails"), tr("Before that a single bounce would be a large share."), m_after, card));
    return card;
}

QWidget *LimitsCard::makeGiveUp() {
    QBoxLayout *rows = nullptr;
    QFrame *card = makeSettingsCard(tr("When an address is given up"), this, &rows);
    m_soft = new QCheckBox(card);
    m_soft->setObjectName(QStringLiteral("limitSoft"));
    rows->addWidget(makeSettingRow(tr("Block addresses that keep bouncing"), tr("A full mailbox passes; one that is full for months is not read any more. Who bounced for good or complained is blocked at once, always."), m_soft, card));
    m_softNumbers = new QWidget(card);
    auto *numbers = new QVBoxLayout(m_softNumbers);
    numbers->setContentsMargins(0, 0, 0, 0);
    numbers->setSpacing(space::kSmall);
    const auto add = [&](const char *objectName, const QString &name, int most) {
        QSpinBox *box = makeNumber(objectName, most);
        box->setMinimumWidth(Theme::instance().pixels(kNumber));
        numbers->addWidget(makeSettingRow(name, {}, box, m_softNumbers));
        return box;
    };
    m_bounces = add("limitSoftBounces", tr("Bounces that passed, at least"), kMostBounces);
    m_emails = add("limitSoftEmails", tr("Different emails among them, at least"), kMostBounces);
    m_days = add("limitSoftDays", tr("Within so many days"), kMostDays);
    rows->addWidget(m_softNumbers);
    m_builtIn = makeButton(QStringLiteral("limitsBuiltIn"), tr("Built-in limits again"), "quiet", "rotate-ccw", card);
    rows->addWidget(m_builtIn, 0, Qt::AlignLeading);
    connect(m_soft, &QCheckBox::toggled, this, [this](bool isOn) { take(isOn ? tr("Addresses that keep bouncing are blocked") : tr("Bounces that pass block nobody")); });
    connect(m_builtIn, &QPushButton::clicked, this, [this] {
        show({});
        Q_EMIT changed({}, tr("The limits are as built in"));
    });
    return card;
}

void LimitsCard::take(const QString &words) {
    if (m_isShowing)
        return;
    DeliveryLimits wanted = m_limits;
    // Only what differs as it is shown: a share that was typed more exactly elsewhere stays as exact.
    const auto put = [](double &share, const QDoubleSpinBox *box) {
        if (std::abs(share * 100 - box->value()) > 0.005)
            share = box->value() / 100;
    };
    put(wanted.breakers.bounce, m_bounce);
    put(wanted.breakers.complaint, m_complaint);
    wanted.breakers.after = m_after->value();
    wanted.soft.isOn = m_soft->isChecked();
    if (wanted.soft.isOn) {
        wanted.soft.bounces = m_bounces->value();
        wanted.soft.emails = m_emails->value();
        wanted.soft.days = m_days->value();
    }
    m_limits = wanted;
    Q_EMIT changed(wanted, words);
}

void LimitsCard::show(const DeliveryLimits &limits) {
    m_isShowing = true;
    m_limits = limits;
    const auto say = [](auto *box, auto value) { // what is being typed stays
        if (std::abs(double(box->value()) - double(value)) > 0.005)
            box->setValue(value);
    };
    say(m_after, int(limits.breakers.after));
    say(m_bounce, limits.breakers.bounce * 100);
    say(m_complaint, limits.breakers.complaint * 100);
    m_soft->setChecked(limits.soft.isOn);
    m_softNumbers->setVisible(limits.soft.isOn);
    say(m_bounces, limits.soft.bounces);
    say(m_emails, limits.soft.emails);
    say(m_days, limits.soft.days);
    m_bounceWords->setText(tr("At this share of its emails a campaign pauses. Amazon looks at an account from %1 on and stops it at about %2.")
                               .arg(formatPercent(kAmazonBounceWarning, 0), formatPercent(kAmazonBounceStop, 0)));
    m_complaintWords->setText(tr("At this share a campaign pauses; from half of it on Today and the reports warn. Amazon looks at an account from %1 on and stops it at about %2.")
                                  .arg(formatPercent(kAmazonComplaintWarning, 1), formatPercent(kAmazonComplaintStop, 1)));
    m_builtIn->setVisible(!isSame(limits, DeliveryLimits{}));
    m_isShowing = false;
}

} // namespace audience::ui
