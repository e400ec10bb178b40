// When bounces and complaints pause a campaign or block an address, as a card of Settings > Sending: the numbers, and what
// happens at each. Shows them and says what a person made of them. Main thread.
#pragma once

#include "delivery/limits.h"

#include <QWidget>

class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace audience::ui {

class LimitsCard final : public QWidget {
    Q_OBJECT
public:
    explicit LimitsCard(QWidget *parent = nullptr);
    void show(const delivery::DeliveryLimits &limits);

Q_SIGNALS:
    void changed(const audience::delivery::DeliveryLimits &limits, const QString &words);

private:
    QWidget *makePause();
    QWidget *makeGiveUp();
    QDoubleSpinBox *makePercent(const char *objectName, double least);
    QSpinBox *makeNumber(const char *objectName, int most);
    void take(const QString &words);

    delivery::DeliveryLimits m_limits;
    QSpinBox *m_after, *m_bounces, *m_emails, *m_days;
    QDoubleSpinBox *m_bounce, *m_complaint;
    QCheckBox *m_soft;
    QLabel *m_bounceWords, *m_complaintWords;
    QWidget *m_softNumbers;
    QPushButton *m_builtIn;
    bool m_isShowing = false;
};

} // namespace audience::ui
