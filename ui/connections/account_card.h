// What Amazon allows the account: sandbox or not, how much a second and a day, whether it objects. Main thread.
#pragma once

#include "aws/sender_domain.h"
#include "ui/kit/card.h"

namespace audience::ui {

class FindingRow;
class Notice;
class PartsBar;

class AccountCard final : public QWidget {
    Q_OBJECT
public:
    explicit AccountCard(QWidget *parent = nullptr);
    void show(const aws::AccountReport &account, const QString &region);

private:
    QString m_region;
    Card *m_card;
    Notice *m_sandbox;
    FindingRow *m_enforcement;
    QLabel *m_second, *m_day;
    PartsBar *m_used;
};

} // namespace audience::ui
