// Emails as files with their pictures beside them: going out to another program, and coming in from one. HTML and MJML.
// Not on the main thread.
#pragma once

#include "service/asset_service.h"

#include <map>

namespace audience::service {

struct TextWithPictures {
    std::string text; // names them as "FOLDER/spring-sale-1f3a9c2e.png", and what is not in the library as it did before
    std::map<std::string, std::string> files; // bytes by file name; a name says what is in it
    std::size_t gone = 0; // pictures that the library does not have
};
// Errors: "asset.damaged" {image}.
Result<TextWithPictures> withPicturesBeside(Session &session, const std::string &text, const std::string &folder);
// Errors: "asset.no_folder" {folder}, "asset.cannot_write" {path}.
Result<void> writePictures(const std::string &folder, const std::map<std::string, std::string> &files);
// The pictures of the library that the text names.
std::size_t libraryPicturesIn(const std::string &text);

struct TakenPictures {
    std::string text; // with asset: in place of what was taken
    std::vector<AssetView> taken;
    std::vector<Error> left; // why others were not; each names its {image}
};
// Pictures that are files in `folder`, where the text lies in `root` or below it; nothing outside of `root` is read. `name`: of
// the text, for people. Errors of `left`: "template.picture_missing" {image, name}, "template.picture_outside" {image, folder},
// and those of AssetService::add().
Result<TakenPictures> takePicturesBeside(Session &session, const std::string &text, const std::string &path, const std::string &root, const PictureCodec *codec);

// The one file of a folder that is an email: an index, else the only one with HTML or MJML, at most three folders deep. Errors:
// "template.folder_without" {folder}, "template.folder_with_several" {folder, files}.
Result<std::string> emailFileIn(const std::string &folder);

} // namespace audience::service
