// What the form of a source holds: how it is filled, read and judged, and how two versions of a source differ.
#include "ui/sources/source_form.h"

#include "qbase/convert.h"
#include "ui/kit/widgets.h"
#include "ui/sources/recipe_words.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <set>

namespace audience::ui {

using model::SourceConnection;
using model::SourceReach;

static std::string said(const QLineEdit *field) { return field ? toUtf8(field->text().trimmed()) : std::string(); }

void SourceForm::put(QLineEdit *field, const QString &text) {
    if (field && field->text() != text)
        field->setText(text);
}

QString SourceForm::protectionWords(SourceConnection::Tls tls) {
    return tls == SourceConnection::Tls::ThisComputer ? tr("None: it is this computer") : tr("Encrypted and verified");
}

QString SourceForm::placeWords(const std::string &credentials) {
    return credentials == "keychain" ? tr("This computer's keychain") : credentials == "env" ? tr("Environment variable") : tr("None is needed");
}

bool SourceForm::isHere() const {
    const QString host = m_host ? m_host->text().trimmed() : QString();
    return host == QLatin1String("127.0.0.1") || host == QLatin1String("::1") || host.startsWith(QLatin1Char('/'));
}

QString SourceForm::guessedName() const {
    if (m_path)
        return QFileInfo(m_path->text().trimmed()).completeBaseName();
    if (m_database && !m_database->text().trimmed().isEmpty())
        return m_database->text().trimmed();
    if (!m_kind || m_kind->reach != SourceReach::Web)
        return {};
    const service::RecipeView *recipe = findRecipe(toQString(m_base.option("recipe")));
    return recipe ? recipeWords(*recipe).title : sourceKindWords(*m_kind).title;
}

void SourceForm::refresh() {
    if (!m_kind)
        return;
    m_rowOf[m_name]->setVisible(m_isNew);
    if (m_isNew && !m_isNamed)
        put(m_name, guessedName());
    if (m_tls) { // it stands there always, so that nothing moves while the address is typed
        m_tls->setEnabled(isHere());
        if (!isHere())
            m_tls->setCurrentIndex(0);
    }
    if (!m_password)
        return;
    m_rowOf[m_password]->setVisible(!m_from || m_from->currentIndex() == 0);
    // The keychain gives a password only to the place and user it was typed for.
    const SourceConnection now = written();
    const bool isSame = now.origin() == m_base.origin() && now.user == m_base.user;
    m_password->setPlaceholderText(m_isNew || (isSame && m_lacksPassword) ? QString() : isSame ? tr("unchanged") : tr("Type it for the other place"));
}

void SourceForm::setLacksPassword(bool lacks) {
    m_lacksPassword = lacks;
    refresh();
}

void SourceForm::write(const SourceConnection &connection) {
    if (!m_kind)
        return;
    for (auto it = m_complaints.cbegin(); it != m_complaints.cend(); ++it)
        complain(it.key(), {});
    put(m_name, toQString(connection.name));
    put(m_host, toQString(connection.host));
    put(m_port, connection.port > 0 ? QString::number(connection.port) : QString());
    put(m_database, toQString(connection.database));
    put(m_user, toQString(connection.user));
    put(m_certificate, toQString(connection.rootCertificate));
    put(m_seconds, QString::number(connection.statementSeconds));
    put(m_path, QDir::toNativeSeparators(toQString(connection.path)));
    if (m_tls)
        m_tls->setCurrentIndex(connection.tls == SourceConnection::Tls::ThisComputer ? 1 : 0);
    for (std::size_t i = 0; m_from && i < kPasswordPlaces.size(); ++i)
        if (connection.credentials == kPasswordPlaces[i])
            m_from->setCurrentIndex(int(i));
    for (auto it = m_options.cbegin(); it != m_options.cend(); ++it)
        put(it.value(), toQString(connection.option(toUtf8(it.key()))));
    m_recipeText = connection.option("definition");
    put(m_definition, m_recipeText.empty() ? QString() : tr("as it is kept"));
    refresh();
}

SourceConnection SourceForm::written() const {
    SourceConnection now = m_base;
    if (!m_kind)
        return now;
    now.name = m_isNew ? toUtf8(m_name->text().simplified()) : m_base.name;
    if (m_host) {
        now.host = said(m_host);
        now.port = m_port->text().toInt();
        now.database = said(m_database);
        now.user = said(m_user);
        now.rootCertificate = said(m_certificate);
        now.tls = isHere() && m_tls->currentIndex() == 1 ? SourceConnection::Tls::ThisComputer : SourceConnection::Tls::Verified;
    }
    if (m_seconds)
        now.statementSeconds = m_seconds->text().toInt();
    if (m_path)
        now.path = toUtf8(QDir::fromNativeSeparators(m_path->text().trimmed()));
    now.credentials = !m_kind->takesSecret() ? "none" : m_from ? kPasswordPlaces[std::size_t(qMax(0, m_from->currentIndex()))] : "keychain";
    for (auto it = m_options.cbegin(); it != m_options.cend(); ++it) {
        const std::string id = toUtf8(it.key()), value = said(it.value());
        const model::SourceOption *option = m_kind->option(id);
        if (value.empty() || (option && value == option->preset))
            now.options.erase(id);
        else
            now.options[id] = value;
    }
    if (m_definition && !m_recipeText.empty())
        now.options["definition"] = m_recipeText;
    return now;
}

std::optional<SourceConnection> SourceForm::connection() {
    if (!m_kind)
        return {};
    for (auto it = m_complaints.cbegin(); it != m_complaints.cend(); ++it)
        complain(it.key(), {});
    const SourceConnection now = written();
    if (m_host && now.host.empty() && now.option("dsn").empty())
        return complain(m_host, tr("Type the name or address of the server.")), std::nullopt;
    if (m_path && now.path.empty())
        return complain(m_path, tr("Choose the file or folder, or drop it here.")), std::nullopt;
    if (const auto checked = model::checkSource(now); !checked) {
        if (!complainOf(checked.error()))
            complain(m_name, sourceSentence(checked.error()));
        return {};
    }
    if (now.name.empty())
        return complain(m_name, tr("Type a name for it.")), std::nullopt;
    return now;
}

bool SourceForm::complainOf(const Error &error) {
    std::string what;
    for (const auto &[key, value] : error.args)
        if (key == "what" || (key == "name" && error.id == "source.unknown_option"))
            what = value;
    const QHash<QString, QLineEdit *> named{{QStringLiteral("host"), m_host}, {QStringLiteral("database"), m_database}, {QStringLiteral("user"), m_user},
                                            {QStringLiteral("path"), m_path}, {QStringLiteral("port"), m_port}};
    QLineEdit *field = error.id == "source.bad_host" || error.id == "source.plain_elsewhere" ? m_host
                       : error.id == "source.bad_port"    ? m_port
                       : error.id == "source.bad_seconds" ? m_seconds
                       : error.id == "source.root_unreadable" ? m_certificate
                       : error.id == "source.no_database" ? m_database
                       : error.id == "source.login_refused" ? m_password
                       : error.id == "connection.name_taken" || error.id == "connection.reserved_name" || error.id == "definition.name_taken" ? m_name
                       : what.empty() ? nullptr : m_options.value(toQString(what), m_options.value(QStringLiteral("set.") + toQString(what), named.value(toQString(what))));
    if (!field && (error.id == "source.bad_recipe" || error.id == "json.syntax" || what == "recipe"))
        field = m_definition;
    if (!field && error.id == "source.bad_setting")
        for (const auto &[key, value] : error.args)
            if (key == "name")
                field = m_options.value(QStringLiteral("set.") + toQString(value));
    return field && complain(field, sourceSentence(error));
}

bool SourceForm::hasPassword() const {
    return m_password && !m_rowOf[m_password]->isHidden() && !m_password->text().isEmpty();
}

Secret SourceForm::takePassword() {
    Secret password(toUtf8(m_password ? m_password->text() : QString()));
    if (m_password)
        m_password->clear();
    return password;
}

void SourceForm::setPassword(const Secret &password) {
    if (m_password)
        m_password->setText(QString::fromUtf8(password.view().data(), qsizetype(password.view().size())));
}

void SourceForm::wantPassword() {
    if (m_password)
        m_password->setFocus();
}

void SourceForm::begin() {
    // The first one that stands in the form, whatever the kind asks.
    const QList<QLineEdit *> fields = m_inside ? m_inside->findChildren<QLineEdit *>() : QList<QLineEdit *>();
    if (!fields.isEmpty())
        fields.first()->setFocus();
}

QVector<VersionRow> SourceForm::versions(const SourceConnection &theirs, const SourceConnection &mine) {
    const model::SourceKind *kind = model::findSourceKind(mine.kind);
    if (!kind)
        return {};
    QVector<VersionRow> rows;
    const auto add = [&](const char *field, const QString &other, const QString &own) {
        if (!other.isEmpty() || !own.isEmpty())
            rows.append({sourceFieldWords(*kind, field).title, other, own});
    };
    const auto number = [](int value) { return value > 0 ? QString::number(value) : QString(); };
    if (kind->reach == SourceReach::Server) {
        add("host", toQString(theirs.host), toQString(mine.host));
        add("tls", protectionWords(theirs.tls), protectionWords(mine.tls));
        add("port", number(theirs.port), number(mine.port));
        add("database", toQString(theirs.database), toQString(mine.database));
        add("user", toQString(theirs.user), toQString(mine.user));
        add("root_certificate", toQString(theirs.rootCertificate), toQString(mine.rootCertificate));
    }
    add("path", QDir::toNativeSeparators(toQString(theirs.path)), QDir::toNativeSeparators(toQString(mine.path)));
    std::set<std::string> options;
    for (const SourceConnection *one : {&theirs, &mine})
        for (const auto &[id, value] : one->options)
            options.insert(id);
    for (const std::string &id : options) {
        constexpr std::string_view kSetting = "set.";
        const std::string field = id.rfind(kSetting, 0) == 0 ? id.substr(kSetting.size()) : id;
        add(field.c_str(), toQString(theirs.option(id)), toQString(mine.option(id)));
    }
    if (kind->takesSecret())
        rows.append({tr("Where the password is"), placeWords(theirs.credentials), placeWords(mine.credentials)});
    if (kind->reach != SourceReach::Files)
        add("seconds", number(theirs.statementSeconds), number(mine.statementSeconds));
    std::stable_partition(rows.begin(), rows.end(), [](const VersionRow &row) { return row.theirs != row.mine; }); // what is to be decided stands first
    return rows;
}

} // namespace audience::ui
