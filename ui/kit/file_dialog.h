// Asks for a file or a folder's worth of files: one dialog for the whole window, that starts where the person
// was last, at first among their documents. Returns at once; `then` comes when they chose, never when they
// leave, and not after `parent` is gone. Main thread. It does not read or write the files.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace audience::ui {

struct FileQuestion {
    QString title;
    QString kinds;           // "Tables (*.csv *.tsv);;All files (*)"
    QString name = {};       // proposed when saving; with a folder before it, it is proposed in that folder
    QString suffix = {};     // added to a name that has none
    QString objectName = {}; // of the dialog
};

void askWhereToSave(QWidget *parent, const FileQuestion &question, const std::function<void(const QString &)> &then);
void askForFile(QWidget *parent, const FileQuestion &question, const std::function<void(const QString &)> &then);
void askForFiles(QWidget *parent, const FileQuestion &question, const std::function<void(const QStringList &)> &then);

// One that is there, or made in the dialog.
void askForFolder(QWidget *parent, const FileQuestion &question, const std::function<void(const QString &)> &then);

// A name made of what people call things, without what files may not have in theirs.
QString fileNameFrom(const QString &words, const QString &suffix);

} // namespace audience::ui
