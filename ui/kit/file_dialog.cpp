#include "ui/kit/file_dialog.h"

#include "ui/kit/kept.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace audience::ui {

namespace {

constexpr int kLongestName = 60;

QString folderSetting() {
    return QStringLiteral("files/folder");
}

// A folder may have gone since, with the stick it was on.
QString lastFolder() {
    for (const QString &folder : {Kept::value(folderSetting()).toString(), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)})
        if (!folder.isEmpty() && QFileInfo(folder).isDir())
            return folder;
    return QDir::homePath();
}

QFileDialog *makeDialog(QWidget *parent, const FileQuestion &question) {
    auto *dialog = new QFileDialog(parent, question.title, lastFolder(), question.kinds);
    dialog->setObjectName(question.objectName);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setDefaultSuffix(question.suffix);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent, [](const QStringList &paths) {
        if (!paths.isEmpty())
            Kept::keep(folderSetting(), QFileInfo(paths.first()).absolutePath());
    });
    return dialog;
}

} // namespace

void askWhereToSave(QWidget *parent, const FileQuestion &question, const std::function<void(const QString &)> &then) {
    QFileDialog *dialog = makeDialog(parent, question);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    if (const QFileInfo proposed(question.name); proposed.isAbsolute())
        dialog->setDirectory(proposed.absolutePath());
    dialog->selectFile(QFileInfo(question.name).fileName());
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, then);
    dialog->open();
}

void askForFile(QWidget *parent, const FileQuestion &question, const std::function<void(const QString &)> &then) {
    QFileDialog *dialog = makeDialog(parent, question);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, then);
    dialog->open();
}

void askForFiles(QWidget *parent, const FileQuestion &question, const std::function<void(const QStringList &)> &then) {
    QFileDialog *dialog = makeDialog(parent, question);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent, then);
    dialog->open();
}

void askForFolder(QWidget *parent, const FileQuestion &question, const std::function<void(const QString &)> &then) {
    QFileDialog *dialog = makeDialog(parent, question);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, then);
    dialog->open();
}

QString fileNameFrom(const QString &words, const QString &suffix) {
    static const QString kNever = QStringLiteral("/\\:*?\"<>|");
    QString name;
    for (const QChar c : words.simplified().left(kLongestName))
        name += kNever.contains(c) || !c.isPrint() ? QLatin1Char(' ') : c;
    if (name.size() > 0 && name.back().isHighSurrogate())
        name.chop(1);
    return name.simplified() + suffix;
}

} // namespace audience::ui
