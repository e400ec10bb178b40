// Pictures of every page and state, for the documents and for judging the work by eye. Each page keeps
// its list in a file of its own; a new state is one more entry there:
//     {"data", "data-empty", Stage::Place::Empty, [](Stage &stage) { return stage.show("data"); }},
#pragma once

#include "app/gui/shots/stage.h"
#include "ui/kit/theme.h"

namespace audience::gui {

struct Shot {
    QString page; // what --only knows it by, beside its name
    QString name; // of the file
    Stage::Place place = Stage::Place::Demo;
    std::function<Result<void>(Stage &)> reach;
    bool isWalked = true; // by the tests of clipping and keyboard; false: for the eye alone
};

struct ShotOptions {
    QString directory;
    QStringList only; // pages or names; empty: all
    QList<ui::Scheme> schemes;
    QList<QSize> sizes; // the first one is not named in the file
    QString suffix;     // of the file, e.g. "-de"
};

QList<Shot> campaignShots();
QList<Shot> checkShots();
QList<Shot> connectionShots();
QList<Shot> dataShots();
QList<Shot> monitorShots();
QList<Shot> remoteShots();
QList<Shot> segmentShots();
QList<Shot> sendShots();
QList<Shot> settingShots();
QList<Shot> shellShots();
QList<Shot> sourceShots();
QList<Shot> templateShots();
QList<Shot> todayShots();
QList<Shot> welcomeShots();

QList<Shot> allShots();

// Writes <name>-<light|dark>[-<width>x<height>]<suffix>.png; gives the number of pictures, or the first
// error: a page that did not come to rest, a part that is not there, a file that cannot be written.
Result<int> takeShots(Workbench &workbench, const ShotOptions &options);

} // namespace audience::gui
