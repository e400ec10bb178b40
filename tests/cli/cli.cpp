#include "cli/cli.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace audience::test {

bool CliResult::hasOneSentence() const {
    const QByteArray text = err.trimmed();
    // An id without words, an argument without a value and a crash are no sentences.
    static const QRegularExpression id(QStringLiteral("^[a-z_]+\\.[a-z_.]+( |$)"));
    return !text.contains('\n') && text.endsWith('.') && !text.contains("\u2026") &&
           !id.match(QString::fromUtf8(text)).hasMatch();
}

QStringList words(const char *line) {
    return QString::fromLatin1(line).split(QLatin1Char(' '), Qt::SkipEmptyParts);
}

QString CliResult::told() const {
    return QStringLiteral("exit %1\nout: %2\nerr: %3")
        .arg(exit)
        .arg(QString::fromUtf8(out.left(2000)), QString::fromUtf8(err.left(2000)));
}

Cli::Cli() : m_workspace(m_dir.filePath(QStringLiteral("test.audience"))) {
    m_environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"AUDIENCE_WORKSPACE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
                             "AWS_SESSION_TOKEN", "http_proxy", "https_proxy"})
        m_environment.remove(QString::fromLatin1(name));
    setVariable(QStringLiteral("AUDIENCE_STATE_DIR"), m_dir.filePath(QStringLiteral("state")));
    setVariable(QStringLiteral("HOME"), m_dir.path());
    setVariable(QStringLiteral("XDG_RUNTIME_DIR"), m_dir.path());
    setVariable(QStringLiteral("TZ"), QStringLiteral("UTC"));
}

void Cli::setVariable(const QString &name, const QString &value) { m_environment.insert(name, value); }

QString Cli::write(const QString &name, const QByteArray &content) const {
    QFile out(file(name));
    QDir().mkpath(QFileInfo(out).path());
    if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(out.fileName()));
    return out.fileName();
}

std::unique_ptr<QProcess> Cli::start(const QStringList &arguments) const {
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = m_environment;
    environment.insert(QStringLiteral("AUDIENCE_WORKSPACE"), m_workspace);
    process->setProcessEnvironment(environment);
    process->setWorkingDirectory(m_dir.path());
    process->start(qEnvironmentVariable("AUDIENCE_BIN") + QStringLiteral("/audiencectl"), arguments);
    return process;
}

CliResult Cli::run(const QStringList &arguments, const QByteArray &input, int seconds) const {
    const auto process = start(arguments);
    CliResult result;
    if (!process->waitForStarted())
        return result;
    process->write(input);
    process->closeWriteChannel();
    if (!process->waitForFinished(seconds * 1000)) {
        process->kill();
        process->waitForFinished();
        result.err = "took too long";
        return result;
    }
    result.out = process->readAllStandardOutput();
    result.err = process->readAllStandardError();
    if (process->exitStatus() == QProcess::NormalExit)
        result.exit = process->exitCode();
    return result;
}

Json Cli::json(QStringList arguments, int exit) const {
    const CliResult result = run(arguments << QStringLiteral("--json"));
    auto parsed = parseJson(result.out.toStdString());
    if (result.exit == exit && parsed)
        return *std::move(parsed);
    qWarning("%s: %s", qPrintable(arguments.join(QLatin1Char(' '))), qPrintable(result.told()));
    return Json();
}

QStringList Cli::row(const QString &sql) const {
    const Json answer = json({QStringLiteral("data"), QStringLiteral("query"), sql});
    QStringList cells;
    if (answer.is_object() && !answer["rows"].empty())
        for (const Json &cell : answer["rows"][0])
            cells << QString::fromStdString(cell.get<std::string>());
    return cells;
}

} // namespace audience::test
