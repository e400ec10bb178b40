#include "ui/connections/sender_card.h"

#include "qbase/convert.h"
#include "ui/connections/amazon_words.h"
#include "ui/kit/theme.h"

#include <QVBoxLayout>

namespace audience::ui {

SenderCard::SenderCard(QWidget *parent) : QWidget(parent) {
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_card = new Card(tr("2. Sender"), this);
    layout->addWidget(m_card);
    m_identity = new FindingRow(QStringLiteral("senderIdentity"), tr("Known to Amazon"), this);
    m_dkim = new FindingRow(QStringLiteral("senderDkim"), tr("Signed emails (DKIM)"), this);
    m_spf = new FindingRow(QStringLiteral("senderSpf"), tr("Allowed servers (SPF)"), this);
    m_dmarc = new FindingRow(QStringLiteral("senderDmarc"), tr("Protection of the name (DMARC)"), this);
    for (FindingRow *row : {m_identity, m_dkim, m_spf, m_dmarc})
        m_card->body()->addWidget(row);
    m_recordsTitle = makeLabel(tr("Set these records where your domain is kept:"), "medium", this);
    m_recordsTitle->setWordWrap(true);
    m_card->body()->addWidget(m_recordsTitle);
    m_records = new QWidget(this);
    m_records->setObjectName(QStringLiteral("senderRecords"));
    auto *rows = new QVBoxLayout(m_records);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::kSmall);
    m_card->body()->addWidget(m_records);
    m_all = makeButton(QStringLiteral("senderShowRecords"), tr("Show the DNS records"), "word", "chevron-down", this);
    m_all->setCheckable(true);
    m_card->body()->addWidget(m_all, 0, Qt::AlignLeading);
    connect(m_all, &QPushButton::toggled, this, &SenderCard::fillRecords);
}

void SenderCard::show(const aws::SenderReport &sender) {
    m_sender = sender;
    const QString identity = toQString(sender.identity.empty() ? sender.domain : sender.identity);
    if (!sender.isKnown)
        m_identity->say(Mark::Bad, tr("Amazon does not know %1 yet, so nothing can be sent from it. Create the domain as an identity at Amazon SES, then check again.").arg(identity));
    else if (!sender.isVerified)
        m_identity->say(Mark::Warning, tr("%1 is not verified yet: Amazon waits until it sees the records below.").arg(identity));
    else
        m_identity->say(Mark::Good, tr("%1 is verified.").arg(identity));
    const auto found = [](const aws::RecordReport &record) { return record.found.empty() ? QStringList() : QStringList(toQString(record.found)); };
    m_dkim->say(dkimMark(sender), dkimWords(sender));
    m_spf->say(recordMark(sender.spf.verdict), spfWords(sender.spf), found(sender.spf));
    m_dmarc->say(recordMark(sender.dmarc.verdict), dmarcWords(sender.dmarc), found(sender.dmarc));
    m_dkim->setVisible(sender.isKnown);
    const bool isWell = sender.isVerified && dkimMark(sender) == Mark::Good;
    m_card->setCount(isWell ? tr("Verified") : sender.isKnown ? tr("Not verified") : tr("Not known"), isWell ? Tone::Good : sender.isKnown ? Tone::Warning : Tone::Bad);
    fillRecords();
}

void SenderCard::fillRecords() {
    const auto missing = recordsToSet(m_sender, false);
    const auto shown = missing.empty() && m_all->isChecked() ? recordsToSet(m_sender, true) : missing;
    clearLayout(m_records->layout());
    for (const aws::DnsRecord &record : shown)
        m_records->layout()->addWidget(new CopyRow(toQString(record.type), toQString(record.name), toQString(record.value), m_records));
    m_records->setVisible(!shown.empty());
    m_recordsTitle->setVisible(!missing.empty());
    m_all->setVisible(missing.empty() && !recordsToSet(m_sender, true).empty());
}

} // namespace audience::ui
