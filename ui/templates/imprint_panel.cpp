#include "ui/templates/imprint_panel.h"

#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace audience::ui {

using service::Imprint;

ImprintPanel::ImprintPanel(std::shared_ptr<service::Session> session, QWidget *parent) : QFrame(parent), m_session(std::move(session)) {
    setObjectName(QStringLiteral("imprintPanel"));
    setRole(this, "card");
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, space::kSmall, 12, 12);
    layout->setSpacing(space::kSmall);
    auto *head = makeRow();
    head->addWidget(makeIcon("circle-alert", Tone::Bad, 16, this), 0, Qt::AlignTop);
    m_title = makeLabel({}, "strong", this);
    m_title->setObjectName(QStringLiteral("imprintTitle"));
    m_title->setWordWrap(true);
    head->addWidget(m_title, 1);
    layout->addLayout(head);
    auto *row = makeRow();
    const auto addField = [&](const char *name, const QString &words, const QString &example, int stretch) {
        auto *field = new QLineEdit(this);
        field->setObjectName(QLatin1String(name));
        field->setAccessibleName(words);
        field->setPlaceholderText(example);
        field->setToolTip(words);
        field->setMaxLength(300);
        connect(field, &QLineEdit::returnPressed, this, &ImprintPanel::keep);
        connect(field, &QLineEdit::textChanged, this, [this] { m_keep->setEnabled(!m_name->text().trimmed().isEmpty() && !m_address->text().trimmed().isEmpty()); });
        static_cast<QHBoxLayout *>(row)->addWidget(field, stretch);
        return field;
    };
    m_keep = makeButton(QStringLiteral("imprintKeep"), tr("Fill in"), "", "check", this);
    m_name = addField("imprintName", tr("The name your emails come from"), tr("Name, e.g. Harbour Books"), 2);
    m_address = addField("imprintAddress", tr("Your postal address"), tr("Postal address, e.g. Harbour Books Ltd, 1 Quay Street, Leeds"), 4);
    connect(m_keep, &QPushButton::clicked, this, &ImprintPanel::keep);
    row->addWidget(m_keep);
    layout->addLayout(row);
    hide();
}

void ImprintPanel::ask(const std::vector<service::FindingView> &findings) {
    bool name = false, address = false;
    for (const service::FindingView &finding : findings) {
        name = name || finding.id == "template.no_sender_name";
        address = address || finding.id == "template.no_postal_address";
    }
    if (!name && !address)
        return hide();
    m_title->setText(address ? tr("Your postal address is missing; mailbox providers and the law ask for it")
                             : tr("The name your emails come from is missing"));
    setAccessibleName(m_title->text());
    if (!isHidden())
        return;
    fill();
    show();
}

void ImprintPanel::fill() {
    struct Read {
        Imprint imprint;
        std::string workspace;
    };
    inBackground(this, [session = m_session]() -> Result<Read> {
        TRY_ASSIGN(Imprint imprint, service::imprintOf(*session));
        return Read{std::move(imprint), session->displayName()};
    }, [this](Result<Read> read) {
        if (!read)
            return Q_EMIT failed(read.error());
        m_before = read->imprint;
        if (m_name->text().isEmpty())
            m_name->setText(toQString(m_before.name.empty() ? read->workspace : m_before.name));
        if (m_address->text().isEmpty())
            m_address->setText(toQString(m_before.postalAddress));
        m_name->setCursorPosition(0);
    });
}

void ImprintPanel::keep() {
    const Imprint imprint{toUtf8(m_name->text().trimmed()), toUtf8(m_address->text().trimmed())};
    if (imprint.name.empty())
        return m_name->setFocus();
    if (imprint.postalAddress.empty())
        return m_address->setFocus();
    m_keep->setEnabled(false);
    inBackground(this, [session = m_session, read = m_before, imprint] { return service::changeImprint(*session, read, imprint); }, [this](Result<Imprint> now) {
        m_keep->setEnabled(true);
        if (!now && now.error().id == "imprint.changed_elsewhere")
            fill(); // what is there is said; who keeps it once more has read that
        if (!now)
            return Q_EMIT failed(now.error());
        hide();
        m_name->clear();
        m_address->clear();
        Q_EMIT kept(m_before, *now);
    });
}

} // namespace audience::ui
