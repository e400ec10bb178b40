#include "ui/connections/connection_form.h"

#include "qbase/convert.h"
#include "ui/connections/connection_words.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QUrl>

namespace audience::ui {

using service::ConnectionView;

namespace {
constexpr int kControl = 360;
using Leave = model::UnsubscribeKind;
enum Keys { KeysKeychain, KeysEnvironment, KeysProfile, KeysFile };

// The quick look that catches a slip; the service has the last word.
bool looksLikeAddress(const QString &text) {
    const auto at = text.lastIndexOf(QLatin1Char('@'));
    return at > 0 && at + 1 < text.size() && !text.mid(at).contains(QLatin1Char(' '));
}
} // namespace

ConnectionForm::ConnectionForm(QWidget *parent) : QFrame(parent) {
    setObjectName(QStringLiteral("connectionForm"));
    setProperty("role", QStringLiteral("card"));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(space::kPage, space::kMedium, space::kPage, space::kPage);
    rows->setSpacing(space::kMedium);
    m_title = makeLabel({}, "strong", this);
    rows->addWidget(m_title);
    m_name = addField(rows, QStringLiteral("connectionName"), tr("Name"), tr("What your campaigns call it."));
    addServer(rows);
    m_queue = addField(rows, QStringLiteral("connectionQueue"), tr("Queue"), tr("The address of the SQS queue that gets the events of SES."));
    m_regionPick = new QComboBox(this);
    m_regionPick->setObjectName(QStringLiteral("connectionRegion"));
    m_regionPick->setMaxVisibleItems(12);
    for (const auto &[id, words] : regions())
        m_regionPick->addItem(tr("%1, %2").arg(words, id), id);
    addRow(rows, tr("Region"), tr("Where your Amazon account sends from."), m_regionPick, m_regionPick);
    m_from = addField(rows, QStringLiteral("connectionFrom"), tr("Sender"), tr("For example: Nordwind <news@nordwind.example>, known to Amazon or to your mail server."));
    m_postal = addField(rows, QStringLiteral("connectionPostal"), tr("Postal address"), tr("Stands at the foot of every email; many countries require it."));
    m_leave = new QComboBox(this);
    m_leave->setObjectName(QStringLiteral("connectionLeave"));
    fillLeaves();
    addRow(rows, tr("How people unsubscribe"), tr("Large mailboxes expect one click. An email to a mailbox is not one."), m_leave, m_leave);
    m_leaveValue = addField(rows, QStringLiteral("connectionLeaveValue"), {}, {});
    rows->addWidget(makeLine(this));
    addLogin(rows);
    rows->addWidget(makeCredentials());
    m_more = makeButton(QStringLiteral("connectionMore"), tr("More"), "word", "chevron-down", this);
    m_more->setCheckable(true);
    rows->addWidget(m_more, 0, Qt::AlignLeading);
    m_moreRows = new QWidget(this);
    auto *more = new QVBoxLayout(m_moreRows);
    more->setContentsMargins(0, 0, 0, 0);
    more->setSpacing(space::kMedium);
    m_suppression = new QCheckBox(m_moreRows);
    m_suppression->setObjectName(QStringLiteral("connectionSuppression"));
    m_suppression->setChecked(true);
    addRow(more, tr("Heed Amazon's own block list"), tr("Addresses blocked for your account are kept back before sending."), m_suppression, m_suppression);
    m_configuration = addField(more, QStringLiteral("connectionConfiguration"), tr("Configuration set"), tr("Amazon's name for what it reports. Without one there are no deliveries, bounces or clicks."));
    m_endpoint = addField(more, QStringLiteral("connectionEndpoint"), tr("Address of the service"), tr("Only for another address than Amazon's own."));
    rows->addWidget(m_moreRows);
    m_moreRows->hide();
    connect(m_more, &QPushButton::toggled, m_moreRows, &QWidget::setVisible);
    for (QComboBox *pick : {m_regionPick, m_leave, m_keysFrom, m_encryption, m_passwordFrom})
        connect(pick, &QComboBox::activated, this, [this] {
            refresh();
            Q_EMIT edited();
        });
    connect(m_suppression, &QCheckBox::toggled, this, &ConnectionForm::edited);
    refresh();
}

void ConnectionForm::addRow(QBoxLayout *rows, const QString &title, const QString &explanation, QWidget *control, QWidget *field) {
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::kPage);
    auto *words = makeColumn(2);
    auto *name = makeLabel(title, "body", row);
    name->setWordWrap(true);
    words->addWidget(name);
    auto *more = makeLabel(explanation, "secondary", row);
    more->setWordWrap(true);
    more->setVisible(!explanation.isEmpty());
    words->addWidget(more);
    words->addStretch(1);
    layout->addLayout(words, 1);
    auto *side = makeColumn(2);
    if (!qobject_cast<QCheckBox *>(control))
        control->setFixedWidth(Theme::instance().pixels(kControl));
    side->addWidget(control);
    auto *complaint = makeLabel({}, "bad", row);
    complaint->setObjectName(field->objectName() + QStringLiteral("Complaint"));
    complaint->setWordWrap(true);
    complaint->setMaximumWidth(Theme::instance().pixels(kControl));
    complaint->hide();
    side->addWidget(complaint);
    side->addStretch(1);
    layout->addLayout(side);
    if (field->accessibleName().isEmpty())
        field->setAccessibleName(title);
    m_rowOf.insert(field, row);
    m_complaints.insert(field, complaint);
    rows->addWidget(row);
}

QLineEdit *ConnectionForm::addField(QBoxLayout *rows, const QString &objectName, const QString &title, const QString &explanation) {
    auto *field = new QLineEdit(this);
    field->setObjectName(objectName);
    field->setMaxLength(1000);
    addRow(rows, title, explanation, field, field);
    connect(field, &QLineEdit::textEdited, this, [this, field] {
        complain(field, {});
        Q_EMIT edited();
    });
    connect(field, &QLineEdit::returnPressed, this, &ConnectionForm::submitted);
    return field;
}

QWidget *ConnectionForm::makeCredentials() {
    auto *box = m_credentials = new QWidget(this);
    auto *rows = new QVBoxLayout(box);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::kMedium);
    m_keysFrom = new QComboBox(box);
    m_keysFrom->setObjectName(QStringLiteral("connectionKeysFrom"));
    m_keysFrom->addItem(tr("This computer's keychain"), KeysKeychain);
    m_keysFrom->addItem(tr("Environment variables"), KeysEnvironment);
    m_keysFrom->addItem(tr("A profile of the AWS tools"), KeysProfile);
    m_keysFrom->addItem(tr("A private file"), KeysFile);
    addRow(rows, tr("Keys"), tr("Never kept in the workspace file."), m_keysFrom, m_keysFrom);
    m_keysPlace = addField(rows, QStringLiteral("connectionKeysPlace"), {}, {});
    m_keyId = addField(rows, QStringLiteral("connectionKeyId"), tr("Access key id"), {});
    m_secret = addField(rows, QStringLiteral("connectionSecret"), tr("Secret access key"), {});
    m_token = addField(rows, QStringLiteral("connectionToken"), tr("Session token"), tr("Only for temporary keys."));
    m_role = addField(rows, QStringLiteral("connectionRole"), tr("Role to take on"), tr("Only where these keys may do nothing but take on a role: its ARN."));
    m_role->setPlaceholderText(QStringLiteral("arn:aws:iam::123456789012:role/sender"));
    m_externalId = addField(rows, QStringLiteral("connectionExternalId"), tr("External id of the role"), tr("Where the role asks for one."));
    connect(m_role, &QLineEdit::textEdited, this, &ConnectionForm::refresh);
    for (QLineEdit *secret : {m_secret, m_token})
        secret->setEchoMode(QLineEdit::Password);
    return box;
}

void ConnectionForm::refresh() {
    for (QWidget *field : {static_cast<QWidget *>(m_from), static_cast<QWidget *>(m_postal), static_cast<QWidget *>(m_leave), static_cast<QWidget *>(m_leaveValue)})
        m_rowOf[field]->setVisible(!isQueue());
    for (QWidget *field : {static_cast<QWidget *>(m_suppression), static_cast<QWidget *>(m_configuration)})
        m_rowOf[field]->setVisible(!isQueue() && !isMailServer());
    m_rowOf[m_queue]->setVisible(isQueue());
    m_rowOf[m_regionPick]->setVisible(!isMailServer());
    m_rowOf[m_name]->setVisible(m_isNew);
    m_credentials->setVisible(!isMailServer());
    m_more->setVisible(!isMailServer());
    m_moreRows->setVisible(!isMailServer() && m_more->isChecked());
    refreshServer();
    const auto leave = Leave(m_leave->currentData().toInt());
    m_leaveValue->setPlaceholderText(leave == Leave::Url       ? tr("https://your-shop.example/leave?who={token}")
                                     : leave == Leave::SesList ? tr("Name of the contact list")
                                     : leave == Leave::Mailto  ? tr("leave@your-shop.example")
                                                          : tr("A mailbox beside it, if you like: leave@your-shop.example"));
    m_leaveValue->setAccessibleName(m_leave->currentText());
    const int keys = m_keysFrom->currentData().toInt();
    const bool isElsewhere = keys == KeysProfile || keys == KeysFile;
    m_rowOf[m_keysPlace]->setVisible(isElsewhere);
    m_keysPlace->setPlaceholderText(keys == KeysFile ? tr("/home/you/.secrets/amazon.ini") : tr("default"));
    m_keysPlace->setAccessibleName(m_keysFrom->currentText());
    for (QLineEdit *field : {m_keyId, m_secret, m_token})
        m_rowOf[field]->setVisible(keys == KeysKeychain);
    m_rowOf[m_externalId]->setVisible(!m_role->text().trimmed().isEmpty());
    const QString kept = m_isNew ? QString() : tr("unchanged");
    for (QLineEdit *field : {m_keyId, m_secret, m_token})
        field->setPlaceholderText(kept);
}

void ConnectionForm::edit(const ConnectionView &connection) {
    m_kind = connection.kind;
    m_isNew = !connection.id.isValid();
    m_title->setText(isQueue() ? tr("Events of Amazon SES") : isMailServer() ? tr("Mail server (SMTP)") : tr("Amazon SES"));
    m_savedServer = connection.smtp && !m_isNew ? connection.smtp->address() : std::string();
    fillLeaves();
    writeKeys({});
    write(connection);
}

void ConnectionForm::write(const ConnectionView &connection) {
    const model::SesConnection ses = connection.ses.value_or(model::SesConnection{});
    const model::SqsConnection sqs = connection.sqs.value_or(model::SqsConnection{});
    const KeysFrom from = keysFrom(isQueue() ? sqs.credentials : ses.credentials);
    const QString keys = from.source;
    const QString region = toQString(isQueue() ? sqs.region : ses.region);
    for (auto it = m_complaints.cbegin(); it != m_complaints.cend(); ++it)
        complain(it.key(), {});
    // A field that says it already keeps the place of the cursor.
    const auto put = [](QLineEdit *field, const QString &text) {
        if (field->text() != text)
            field->setText(text);
    };
    put(m_name, toQString(connection.name));
    const model::SmtpConnection smtp = connection.smtp.value_or(model::SmtpConnection{});
    const model::UnsubscribeWay &leave = isMailServer() ? smtp.unsubscribe : ses.unsubscribe;
    put(m_from, toQString(connection.fromAddress()));
    put(m_postal, toQString(connection.postalAddress()));
    m_leave->setCurrentIndex(qMax(0, m_leave->findData(int(leave.kind))));
    put(m_leaveValue, toQString(leave.value));
    writeServer(smtp);
    {
        const QSignalBlocker quiet(m_suppression);
        m_suppression->setChecked(ses.accountSuppression);
    }
    put(m_configuration, toQString(ses.configurationSet));
    put(m_queue, toQString(sqs.queueUrl));
    put(m_endpoint, toQString(isQueue() ? sqs.endpoint : ses.endpoint));
    if (!region.isEmpty() && m_regionPick->findData(region) < 0)
        m_regionPick->addItem(region, region);
    m_regionPick->setCurrentIndex(qMax(0, m_regionPick->findData(region)));
    m_keysFrom->setCurrentIndex(keys == QLatin1String("env") ? KeysEnvironment : keys.startsWith(QLatin1String("profile:")) ? KeysProfile : keys.startsWith(QLatin1String("file:")) ? KeysFile : KeysKeychain);
    put(m_keysPlace, keys.section(QLatin1Char(':'), 1));
    put(m_role, from.role);
    put(m_externalId, from.externalId);
    m_more->setChecked(!m_endpoint->text().isEmpty());
    refresh();
}

void ConnectionForm::setSaved(const std::string &name) {
    m_isNew = false;
    m_savedServer = isMailServer() ? smtp().address() : std::string();
    m_name->setText(toQString(name));
    refresh();
}

bool ConnectionForm::complain(QWidget *field, const QString &words) {
    ui::setProperty(field, "invalid", !words.isEmpty());
    QLabel *complaint = m_complaints[field];
    complaint->setText(words);
    complaint->setVisible(!words.isEmpty());
    return words.isEmpty();
}

bool ConnectionForm::checkText(QLineEdit *field, const QString &words) {
    return complain(field, field->text().trimmed().isEmpty() ? words : QString());
}

std::string ConnectionForm::credentials() const {
    const QString place = m_keysPlace->text().trimmed();
    const int kept = m_keysFrom->currentData().toInt();
    const QString source = kept == KeysEnvironment ? QStringLiteral("env")
                           : kept == KeysProfile   ? QLatin1String("profile:") + place
                           : kept == KeysFile      ? QLatin1String("file:") + place
                                                   : QStringLiteral("keychain");
    const QString role = m_role->text().trimmed();
    return toText(KeysFrom{role, role.isEmpty() ? QString() : m_externalId->text().trimmed(), source});
}

bool ConnectionForm::checkSender() {
    bool isWhole = checkText(m_postal, tr("Type the postal address of whoever sends."));
    isWhole = complain(m_from, looksLikeAddress(m_from->text().trimmed().remove(QLatin1Char('>'))) ? QString() : tr("Type an address such as Shop <news@shop.example>.")) && isWhole;
    const QString leave = m_leaveValue->text().trimmed();
    const auto kind = Leave(m_leave->currentData().toInt());
    const bool isFine = kind == Leave::Url      ? QUrl(leave).scheme() == QLatin1String("https") && leave.contains(QLatin1String("{token}"))
                        : kind == Leave::Mailto ? looksLikeAddress(leave)
                        : kind == Leave::Corner ? leave.isEmpty() || looksLikeAddress(leave)
                                                : !leave.isEmpty();
    return complain(m_leaveValue, isFine                    ? QString()
                                  : kind == Leave::Url      ? tr("Type an address that begins with https:// and has {token} where the person stands.")
                                  : kind == Leave::SesList  ? tr("Type the name of the contact list.")
                                                            : tr("Type the address of the mailbox.")) && isWhole;
}

bool ConnectionForm::checkQueue() {
    const QUrl url(m_queue->text().trimmed());
    return complain(m_queue, url.isValid() && !url.host().isEmpty() ? QString() : tr("Type the queue's address; Amazon shows it as URL."));
}

model::SesConnection ConnectionForm::ses() const {
    model::SesConnection ses;
    ses.name = toUtf8(m_name->text().simplified());
    ses.region = toUtf8(m_regionPick->currentData().toString());
    ses.endpoint = toUtf8(m_endpoint->text().trimmed());
    ses.fromAddress = toUtf8(m_from->text().trimmed());
    ses.postalAddress = toUtf8(m_postal->text().trimmed());
    ses.unsubscribe = {Leave(m_leave->currentData().toInt()), toUtf8(m_leaveValue->text().trimmed())};
    ses.accountSuppression = m_suppression->isChecked();
    ses.configurationSet = toUtf8(m_configuration->text().trimmed());
    ses.credentials = credentials();
    return ses;
}

model::SqsConnection ConnectionForm::sqs() const {
    model::SqsConnection sqs;
    sqs.name = toUtf8(m_name->text().simplified());
    sqs.queueUrl = toUtf8(m_queue->text().trimmed());
    sqs.region = toUtf8(m_regionPick->currentData().toString());
    sqs.endpoint = toUtf8(m_endpoint->text().trimmed());
    sqs.credentials = credentials();
    return sqs;
}

ConnectionView ConnectionForm::written() const {
    ConnectionView view;
    view.kind = m_kind;
    if (isQueue())
        view.sqs = sqs();
    else if (isMailServer())
        view.smtp = smtp();
    else
        view.ses = ses();
    view.name = toUtf8(m_name->text().simplified());
    return view;
}

std::optional<ConnectionView> ConnectionForm::connection() {
    bool isWhole = checkText(m_name, tr("Give it a name."));
    if (isMailServer()) {
        const bool hasServer = checkServer(), hasSender = checkSender();
        return isWhole && hasServer && hasSender ? std::optional(written()) : std::nullopt;
    }
    const int keys = m_keysFrom->currentData().toInt();
    if (keys == KeysProfile || keys == KeysFile)
        isWhole = checkText(m_keysPlace, keys == KeysFile ? tr("Type where the file lies.") : tr("Type the name of the profile.")) && isWhole;
    else if (keys == KeysKeychain && m_keyId->text().trimmed().isEmpty() != m_secret->text().isEmpty())
        isWhole = complain(m_keyId->text().trimmed().isEmpty() ? m_keyId : m_secret, tr("Both the id and the secret are needed.")) && isWhole;
    const QString role = m_role->text().trimmed();
    const bool isRole = role.isEmpty() || (role.startsWith(QLatin1String("arn:")) && role.contains(QLatin1String(":role/")) && !role.contains(QLatin1Char(' ')));
    isWhole = complain(m_role, isRole ? QString() : tr("Type the ARN of a role, such as arn:aws:iam::123456789012:role/sender.")) && isWhole;
    isWhole = (isQueue() ? checkQueue() : checkSender()) && isWhole;
    return isWhole ? std::optional(written()) : std::nullopt;
}

std::optional<net::AwsCredentials> ConnectionForm::typedKeys() const {
    const bool isTyped = isMailServer() ? m_passwordFrom->currentIndex() == 0 && !m_password->text().isEmpty() && !m_user->text().trimmed().isEmpty()
                                        : m_keysFrom->currentData().toInt() == KeysKeychain && !m_keyId->text().trimmed().isEmpty();
    return isTyped ? std::optional(writtenKeys()) : std::nullopt;
}

net::AwsCredentials ConnectionForm::writtenKeys() const {
    net::AwsCredentials keys;
    if (isMailServer()) {
        if (!m_password->text().isEmpty()) // the user alone is no secret, and stands in the connection
            keys.accessKeyId = toUtf8(m_user->text().trimmed());
        keys.secretKey = Secret(toUtf8(m_password->text()));
        return keys;
    }
    keys.accessKeyId = toUtf8(m_keyId->text().trimmed());
    keys.secretKey = Secret(toUtf8(m_secret->text().trimmed()));
    keys.sessionToken = Secret(toUtf8(m_token->text().trimmed()));
    return keys;
}

void ConnectionForm::writeKeys(const net::AwsCredentials &keys) {
    const QString secret = toQString(keys.secretKey.view());
    m_password->setText(isMailServer() ? secret : QString());
    m_keyId->setText(isMailServer() ? QString() : toQString(keys.accessKeyId));
    m_secret->setText(isMailServer() ? QString() : secret);
    m_token->setText(toQString(keys.sessionToken.view()));
}

bool ConnectionForm::hasKeys() const {
    return !m_password->text().isEmpty() || !m_keyId->text().isEmpty() || !m_secret->text().isEmpty() || !m_token->text().isEmpty();
}

} // namespace audience::ui
