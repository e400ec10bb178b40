// Emails that came back, by what the mailbox answered or by where they went. Shows what it is given.
#pragma once

#include "service/report_service.h"

#include <QFrame>

class QLabel;

namespace audience::ui {

class BarRows;
class SegmentedControl;

class BounceCard final : public QFrame {
    Q_OBJECT
public:
    explicit BounceCard(QWidget *parent = nullptr);
    void show(const service::CampaignReport &report); // hides itself where nothing bounced

Q_SIGNALS:
    void filterWanted(const QString &filter); // of the log

private:
    void refresh();
    std::vector<service::CampaignReport::Bounced> m_byCode, m_byDomain;
    SegmentedControl *m_by;
    BarRows *m_rows;
    QLabel *m_note;
};

// What a code says in plain words: "Mailbox does not exist"; "" where it says nothing more.
QString bounceWords(const std::string &code);

} // namespace audience::ui
