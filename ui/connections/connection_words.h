// Words for connections: what a test found, and where a sender's data lie. Plain functions.
#pragma once

#include "service/connection_service.h"
#include "ui/kit/stale_panel.h"

#include <QString>
#include <QStringList>

namespace audience::ui {

// "Amazon answers. Sandbox: ..." in sentences a marketer reads.
QStringList testWords(const service::ConnectionTest &test, const std::string &kind);
// Amazon's regions that send email, as {"eu-west-1", "Europe (Ireland)"}.
QList<std::pair<QString, QString>> regions();

QString regionWords(const std::string &id);
// Where the keys lie, and the role they take on.
QString keysWords(const std::string &credentials);
// "role:ARN,external-id=ID,source=keychain" taken apart; what names no role has only a source.
struct KeysFrom {
    QString role, externalId, source;
};
KeysFrom keysFrom(const std::string &credentials);
std::string toText(const KeysFrom &keys);

// Of a mail server; as a part of a sentence: "encrypted from the first byte (TLS)".
QString encryptionWords(model::SmtpConnection::Tls tls);
QString passwordWords(const model::SmtpConnection &smtp); // where it lies
QString serverRateWords(double perSecond);

// Two versions of one connection, part by part; of a queue without what only sending needs.
QVector<VersionRow> connectionVersions(const service::ConnectionView &theirs, const service::ConnectionView &mine);

} // namespace audience::ui
