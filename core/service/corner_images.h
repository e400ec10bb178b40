// The images of an email that mail programs could not fetch - pictures of the library (asset:), files beside the workspace
// and data: addresses - get a public address under the hash of their bytes: in the corner's storage, or at an address of
// the user's, where they are looked for. What an armed campaign sends keeps the addresses it was armed with.
// Any thread. Private to service.
#pragma once

#include "service/views.h"

#include <map>
#include <string>
#include <vector>

namespace audience::service {

class Session;

// By the image as the email names it.
using ImageAddresses = std::map<std::string, std::string, std::less<>>;

// Every image the HTML names, once each; those whose address Liquid makes are not among them.
std::vector<std::string> imagesIn(std::string_view html);
std::string withImages(const std::string &html, const ImageAddresses &addresses);

// Of the email itself, its translations and its variants.
std::vector<std::string> imagesIn(const model::EmailTemplate &email);
model::EmailTemplate withImages(model::EmailTemplate email, const ImageAddresses &addresses);

// What no mail program could show, before anything is uploaded: files that are not there, images without a place for
// them. Errors: "corner.image_not_public", "corner.image_not_https", "corner.image_missing", "corner.image_too_large",
// "corner.image_kind", "asset.gone", "asset.damaged", each {image}.
Result<void> checkImages(Session &session, const model::EmailTemplate &email);
// Uploads what has no public address, the same bytes once; at an address of the user's it looks whether they are there,
// and writes those that are not to the folder for uploading. Errors: those above and Amazon's; "asset.not_uploaded"
// {image, address, count}, with a folder "asset.upload_these" {image, address, folder, count}, "asset.not_reached"
// {image, address, reason}.
Result<ImageAddresses> cornerImages(Session &session, const model::EmailTemplate &email);
// The same, kept for what this campaign sends from now on.
Result<void> freezeImages(Session &session, const model::Campaign &campaign, const model::EmailTemplate &email);
// What was kept for the armed campaign, put in place. Error "corner.image_not_public" {image} where nothing was kept for one
// of an armed campaign that is no practice: nobody would see it.
Result<void> placeImages(Session &session, const model::Campaign &campaign, model::EmailTemplate &email);

} // namespace audience::service
