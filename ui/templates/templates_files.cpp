// Emails that come from files and go to files, on the templates page: in the menu of the open one, below the list, and in the
// list of commands.
#include "qbase/convert.h"
#include "service/session.h"
#include "ui/kit/background.h"
#include "ui/kit/file_dialog.h"
#include "ui/kit/notice.h"
#include "ui/templates/template_files.h"
#include "ui/templates/templates_page.h"
#include "ui/text/sentences.h"

#include <QDir>
#include <QMenu>

namespace audience::ui {

using service::TemplateFormat;

namespace {

constexpr int kMostTold = 4; // sentences about one file

QString nameOf(TemplateFormat format) {
    switch (format) {
    case TemplateFormat::Html: return QStringLiteral("HTML");
    case TemplateFormat::Mjml: return QStringLiteral("MJML");
    case TemplateFormat::Blocks: return TemplatesPage::tr("Blocks (JSON)");
    case TemplateFormat::Json: return TemplatesPage::tr("Whole template (JSON)");
    case TemplateFormat::Text: break;
    }
    return TemplatesPage::tr("Plain text");
}

QString endingOf(TemplateFormat format) {
    const bool isJson = format == TemplateFormat::Blocks || format == TemplateFormat::Json;
    return isJson ? QStringLiteral("json") : format == TemplateFormat::Text ? QStringLiteral("txt") : toQString(service::toText(format));
}

QString joined(QStringList sentences) {
    const int more = int(sentences.size()) - kMostTold;
    sentences = sentences.mid(0, kMostTold);
    if (more > 0)
        sentences << TemplatesPage::tr("And %n more.", nullptr, more);
    return sentences.join(QLatin1Char(' '));
}

} // namespace

void TemplatesPage::addToMenu(QMenu *menu) {
    menu->addAction(tr("Import a file…"), this, &TemplatesPage::askForImport)->setObjectName(QStringLiteral("templateImport"));
    QMenu *formats = menu->addMenu(tr("Export as"));
    formats->setObjectName(QStringLiteral("templateExport"));
    for (const TemplateFormat format : {TemplateFormat::Html, TemplateFormat::Mjml, TemplateFormat::Blocks, TemplateFormat::Json, TemplateFormat::Text}) {
        const bool isOfBlocks = format == TemplateFormat::Mjml || format == TemplateFormat::Blocks;
        if (!isOfBlocks || m_email.blocks)
            formats->addAction(nameOf(format), this, [this, format] { askForExport(int(format)); });
    }
    menu->addSeparator();
}

void TemplatesPage::askForImport() {
    askForFile(this, {tr("Import an email"), tr("Emails (*.html *.htm *.mjml *.json);;All files (*)"), {}, {}, QStringLiteral("templateFile")},
               [this](const QString &path) { importFrom(path); });
}

// It opens as a new one that is not saved yet: nothing that is there is replaced.
void TemplatesPage::importFrom(const QString &path) {
    waitFor(1);
    inBackground(this, [session = m_session, path] { return openTemplateFile(*session, path); }, [this, path](Result<OpenedFile> opened) {
        waitFor(-1);
        if (!opened)
            return hasDocument() ? say(opened.error()) : Q_EMIT said(sentence(opened.error()));
        model::EmailTemplate email = opened->read.email;
        const QString name = toQString(email.name);
        email.name.clear();
        startNew(name, model::toJson(email), true);
        const QString file = QDir::toNativeSeparators(path).section(QDir::separator(), -1);
        QString told = tr("%1 was read as %2. Save it to keep it.").arg(file, nameOf(opened->read.format));
        if (opened->pictures > 0)
            told += QLatin1Char(' ') + tr("%n pictures came into the library.", nullptr, opened->pictures);
        Q_EMIT said(told);
        QStringList left;
        for (const Error &one : opened->left)
            left << sentence(one);
        if (!left.isEmpty())
            m_fileNotice->say(Tone::Warning, tr("Not all of its pictures came along"), joined(left), tr("Hide"));
    });
}

void TemplatesPage::askForExport(int which) {
    const auto format = TemplateFormat(which);
    const QString ending = endingOf(format);
    askWhereToSave(this, {tr("Export the email"), QStringLiteral("%1 (*.%2)").arg(nameOf(format), ending), fileNameFrom(name(), QLatin1Char('.') + ending), ending, QStringLiteral("templateFile")},
                   [this, which](const QString &path) { settle([this, which, path] { exportTo(which, path); }); });
}

void TemplatesPage::exportTo(int which, const QString &path) {
    model::EmailTemplate email = m_email;
    email.name = toUtf8(name());
    m_fileNotice->clear();
    waitFor(1);
    inBackground(this, [session = m_session, email, which, path] { return writeTemplateFile(*session, email, TemplateFormat(which), path); }, [this, path](Result<WrittenFile> written) {
        waitFor(-1);
        if (!written)
            return say(written.error());
        const QString file = QDir::toNativeSeparators(path);
        Q_EMIT said(written->pictures > 0 ? tr("Saved as %1, with %n pictures in a folder beside it", nullptr, written->pictures).arg(file) : tr("Saved as %1").arg(file));
        QStringList lost;
        for (const model::Finding &one : written->findings)
            lost << sentence(one.id, one.args);
        if (written->gone > 0)
            lost << tr("%n pictures are not in the library any more; choose others in their place.", nullptr, written->gone);
        if (!lost.isEmpty())
            m_fileNotice->say(Tone::Warning, tr("Not all of it is in the file"), joined(lost), tr("Hide"));
    });
}

} // namespace audience::ui
