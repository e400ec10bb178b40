// Runs the real audiencectl, with a state folder, a home and a workspace of its own, so that a test
// touches nothing else on the computer.
#pragma once

#ifndef Q_MOC_RUN // moc of Qt 6.4 cannot read the concepts of g++ 12
#include "base/json.h"
#endif

#include <QByteArray>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

namespace audience::test {

struct CliResult {
    int exit = -1; // -1: it crashed, did not start or took too long
    QByteArray out, err;

    // Exactly one line on standard error, and it is a sentence for people.
    bool hasOneSentence() const;
    QString told() const; // for failure messages
};

QStringList words(const char *line); // split at blanks

class Cli {
public:
    Cli();

    QString folder() const { return m_dir.path(); }
    QString file(const QString &name) const { return m_dir.filePath(name); }
    QString workspace() const { return m_workspace; }
    void setWorkspace(const QString &path) { m_workspace = path; }
    void setVariable(const QString &name, const QString &value);
    QString write(const QString &name, const QByteArray &content) const; // gives the path

    CliResult run(const QStringList &arguments, const QByteArray &input = {}, int seconds = 120) const;
    // With --json: the document on standard output; discarded (a null value) when there is no valid one
    // or the exit code is another.
    Json json(QStringList arguments, int exit = 0) const;
    std::unique_ptr<QProcess> start(const QStringList &arguments) const;
    // The cells of one statement's first row, as text.
    QStringList row(const QString &sql) const;

private:
    QTemporaryDir m_dir;
    QString m_workspace;
    QProcessEnvironment m_environment;
};

} // namespace audience::test

#define RAN(result)                                                                                \
    QVERIFY2((result).exit == 0, qPrintable((result).told()))
#define REFUSED(result, code)                                                                      \
    QVERIFY2((result).exit == (code) && (result).hasOneSentence(), qPrintable((result).told()))
