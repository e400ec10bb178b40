// What mailboxes think of the sender, in words: known, signed, SPF, DMARC; and the records to set at the domain. Main thread.
#pragma once

#include "aws/sender_domain.h"
#include "ui/kit/card.h"

namespace audience::ui {

class FindingRow;

class SenderCard final : public QWidget {
    Q_OBJECT
public:
    explicit SenderCard(QWidget *parent = nullptr);
    void show(const aws::SenderReport &sender);

private:
    void fillRecords();
    aws::SenderReport m_sender;
    Card *m_card;
    FindingRow *m_identity, *m_dkim, *m_spf, *m_dmarc;
    QLabel *m_recordsTitle;
    QWidget *m_records;
    QPushButton *m_all;
};

} // namespace audience::ui
