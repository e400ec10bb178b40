// The types a column of a file may be read as, to choose from.
#pragma once

#include "service/data_service.h"
#include "ui/kit/picker.h"

namespace audience::ui {

// Their ids are the stable names of the types, their texts the words for people.
QList<PickerItem> columnTypeItems();
// Reads the column as the type of this name from now on; an unknown name changes nothing.
void setColumnType(ingest::ImportSpec &spec, const std::string &column, const QString &type);

} // namespace audience::ui
