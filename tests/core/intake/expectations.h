// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/intake/parse.h"

#include <QJsonArray>
#include <QJsonObject>

namespace updesk
{

/// The samples' context: a dealer in New York, phones of the United States.
ParseContext sampleContext(const QString &fileName = {});

QByteArray readTestFile(const QString &path);

/// What `updeskctl parse` would print for these bytes.
QJsonObject parsedObject(const QString &file, const QByteArray &bytes);

/// The importer's documented expectations for the samples, one object a file.
QJsonArray expectations();

/// Where a result differs from its expectation, one line each; empty when they agree.
QStringList differences(const QJsonObject &expected, const QJsonObject &actual);

/// A file of one good prospect around `customer`, the inside of its customer element.
QByteArray adfWith(const QByteArray &customer, const QByteArray &rest = {});

} // namespace updesk
