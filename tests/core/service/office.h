// A workspace that several people have open, for what one of them asks and another decides.
#pragma once

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "service/session.h"
#endif

#include <QTemporaryDir>

#include <memory>
#include <string>

namespace audience::test {

class Office {
    QTemporaryDir m_folder; // goes last

public:
    std::shared_ptr<service::Session> ada, ida;
    Office() : ada(*service::Session::create(path(), options("ada"))), ida(open("ida")) {}
    std::shared_ptr<service::Session> open(const char *actor) const { return *service::Session::open(path(), options(actor)); }
    std::string path() const { return m_folder.filePath(QStringLiteral("shop.audience")).toStdString(); }
    service::Session::Options options(const char *actor) const {
        service::Session::Options options;
        options.environment.stateDirectory = m_folder.filePath(QStringLiteral("state")).toStdString();
        options.environment.actor = actor;
        return options;
    }
    QString file(const char *name) const { return m_folder.filePath(QLatin1String(name)); }
};

} // namespace audience::test
