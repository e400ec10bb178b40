// The part of the form that is about a mail server of one's own: where it is, how the way to it is kept secret, and the login.
#include "ui/connections/connection_form.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/text/sentences.h"

#include <QComboBox>
#include <QLineEdit>

namespace audience::ui {

using model::SmtpConnection;
using Tls = SmtpConnection::Tls;

namespace {

enum PasswordFrom { PasswordKeychain, PasswordEnvironment };

QString usualPort(Tls tls) { return tls == Tls::Implicit ? QStringLiteral("465") : tls == Tls::StartTls ? QStringLiteral("587") : QStringLiteral("25"); }

bool isUsualPort(const QString &port) { return port.isEmpty() || port == QLatin1String("465") || port == QLatin1String("587") || port == QLatin1String("25"); }

bool isThisComputer(const QString &host) { return host == QLatin1String("localhost") || host == QLatin1String("127.0.0.1") || host == QLatin1String("[::1]"); }

} // namespace

void ConnectionForm::addServer(QBoxLayout *rows) {
    m_host = addField(rows, QStringLiteral("connectionHost"), tr("Server"), tr("As your provider calls it: \"outgoing mail server\" or \"SMTP server\"."));
    m_host->setPlaceholderText(QStringLiteral("smtp.your-shop.example"));
    m_encryption = new QComboBox(this);
    m_encryption->setObjectName(QStringLiteral("connectionEncryption"));
    fillEncryptions();
    addRow(rows, tr("Encryption"), tr("Nothing ever leaves this computer unencrypted."), m_encryption, m_encryption);
    m_port = addField(rows, QStringLiteral("connectionPort"), tr("Port"), tr("587 and 465 are the usual ones."));
    m_port->setMaxLength(5);
    connect(m_host, &QLineEdit::textEdited, this, &ConnectionForm::refresh);
    connect(m_port, &QLineEdit::textEdited, this, &ConnectionForm::refresh);
    connect(m_encryption, &QComboBox::activated, this, [this] {
        if (isUsualPort(m_port->text().trimmed()))
            m_port->setText(usualPort(Tls(m_encryption->currentData().toInt())));
        complain(m_encryption, {});
    });
}

void ConnectionForm::addLogin(QBoxLayout *rows) {
    m_user = addField(rows, QStringLiteral("connectionUser"), tr("User name"), tr("Often the whole address. Empty where the server asks for no login."));
    m_passwordFrom = new QComboBox(this);
    m_passwordFrom->setObjectName(QStringLiteral("connectionPasswordFrom"));
    m_passwordFrom->addItem(tr("This computer's keychain"), PasswordKeychain);
    m_passwordFrom->addItem(tr("An environment variable"), PasswordEnvironment);
    addRow(rows, tr("Password kept in"), tr("Never in the workspace file. The variable is AUDIENCE_SMTP_PASSWORD."), m_passwordFrom, m_passwordFrom);
    m_password = addField(rows, QStringLiteral("connectionPassword"), tr("Password"), tr("It is not shown again once it is saved."));
    m_password->setEchoMode(QLineEdit::Password);
    m_rate = addField(rows, QStringLiteral("connectionRate"), tr("Emails a second"), tr("What your provider allows. A mailbox of a web host often takes one or two."));
    m_rate->setMaxLength(10);
    connect(m_user, &QLineEdit::textEdited, this, &ConnectionForm::refresh);
}

// Without encryption only on the way to this computer itself, so nobody else is offered it.
void ConnectionForm::fillEncryptions() {
    const bool isHere = m_host && isThisComputer(m_host->text().trimmed());
    if (m_encryption->count() == (isHere ? 3 : 2))
        return;
    const bool isFirst = m_encryption->count() == 0;
    const int chosen = m_encryption->currentData().toInt();
    m_encryption->clear();
    m_encryption->addItem(tr("After the greeting (STARTTLS)"), int(Tls::StartTls));
    m_encryption->addItem(tr("From the first byte (TLS)"), int(Tls::Implicit));
    if (isHere)
        m_encryption->addItem(tr("None: it is this computer"), int(Tls::None));
    m_encryption->setCurrentIndex(qMax(0, m_encryption->findData(chosen)));
    const int now = m_encryption->currentData().toInt();
    if (!isFirst && now != chosen && m_port->text().trimmed() == usualPort(Tls(chosen)))
        m_port->setText(usualPort(Tls(now)));
}

void ConnectionForm::fillLeaves() {
    const int chosen = m_leave->currentData().toInt();
    m_leave->clear();
    m_leave->addItem(tr("A web address of yours"), int(model::UnsubscribeKind::Url));
    if (!isMailServer())
        m_leave->addItem(tr("A contact list of Amazon"), int(model::UnsubscribeKind::SesList));
    m_leave->addItem(tr("An email to a mailbox"), int(model::UnsubscribeKind::Mailto));
    m_leave->addItem(tr("The public corner of this workspace"), int(model::UnsubscribeKind::Corner));
    m_leave->setCurrentIndex(qMax(0, m_leave->findData(chosen)));
}

void ConnectionForm::refreshServer() {
    for (QWidget *field : {static_cast<QWidget *>(m_host), static_cast<QWidget *>(m_encryption), static_cast<QWidget *>(m_port), static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_rate)})
        m_rowOf[field]->setVisible(isMailServer());
    fillEncryptions();
    const bool hasLogin = isMailServer() && !m_user->text().trimmed().isEmpty();
    m_rowOf[m_passwordFrom]->setVisible(hasLogin);
    m_rowOf[m_password]->setVisible(hasLogin && m_passwordFrom->currentIndex() == PasswordKeychain);
    // The keychain gives a password only to the server it was typed for.
    m_password->setPlaceholderText(m_isNew ? QString() : smtp().address() == m_savedServer ? tr("unchanged") : tr("Type it for the other server"));
}

void ConnectionForm::writeServer(const SmtpConnection &smtp) {
    const auto put = [](QLineEdit *field, const QString &text) {
        if (field->text() != text)
            field->setText(text);
    };
    put(m_host, toQString(smtp.host));
    fillEncryptions();
    m_encryption->setCurrentIndex(qMax(0, m_encryption->findData(int(smtp.tls))));
    put(m_port, smtp.port > 0 ? QString::number(smtp.port) : QString());
    put(m_user, toQString(smtp.user));
    m_passwordFrom->setCurrentIndex(smtp.credentials == "env" ? PasswordEnvironment : PasswordKeychain);
    if (interfaceLocale().toDouble(m_rate->text()) != smtp.ratePerSecond)
        put(m_rate, interfaceLocale().toString(smtp.ratePerSecond, 'f', QLocale::FloatingPointShortest));
}

SmtpConnection ConnectionForm::smtp() const {
    SmtpConnection smtp;
    smtp.name = toUtf8(m_name->text().simplified());
    smtp.host = toUtf8(m_host->text().trimmed());
    smtp.port = m_port->text().trimmed().toInt();
    smtp.tls = Tls(m_encryption->currentData().toInt());
    smtp.user = toUtf8(m_user->text().trimmed());
    smtp.credentials = m_passwordFrom->currentIndex() == PasswordEnvironment ? "env" : "keychain";
    smtp.fromAddress = toUtf8(m_from->text().trimmed());
    smtp.postalAddress = toUtf8(m_postal->text().trimmed());
    smtp.unsubscribe = {model::UnsubscribeKind(m_leave->currentData().toInt()), toUtf8(m_leaveValue->text().trimmed())};
    smtp.ratePerSecond = interfaceLocale().toDouble(m_rate->text().trimmed());
    return smtp;
}

bool ConnectionForm::checkServer() {
    const SmtpConnection typed = smtp();
    for (QWidget *field : {static_cast<QWidget *>(m_port), static_cast<QWidget *>(m_encryption), static_cast<QWidget *>(m_rate)})
        complain(field, {});
    if (!checkText(m_host, tr("Type the name of the server, such as smtp.your-shop.example.")))
        return false;
    if (m_port->text().trimmed().isEmpty())
        return complain(m_port, tr("Type the port; 587 and 465 are the usual ones."));
    const auto checked = model::checkSmtp(typed);
    if (checked)
        return true;
    const std::string &id = checked.error().id;
    if (id == "connection.smtp_rate")
        return complain(m_rate, tr("Type how many emails it takes each second: more than 0, at most 100,000."));
    return complain(id == "connection.smtp_port" ? static_cast<QWidget *>(m_port) : id == "connection.smtp_plain" ? static_cast<QWidget *>(m_encryption) : m_host, sentence(checked.error()));
}

} // namespace audience::ui
