// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <vector>

namespace updesk::house
{

/// One string literal, without its quotes, and where it begins (from 0).
struct Literal {
    QString text;
    qsizetype at = 0;
};

struct Include {
    QString name; ///< core/store/op.h, QtWidgets/QWidget
    bool quoted = false;
    qsizetype at = 0;
};

/// A file of ours as the rules look at it. `code` has the length of `text`, with comments and the insides of literals
/// blank.
struct File {
    QString path; ///< from the top, with slashes: core/leads/lead.h
    QString text;
    QString code;
    std::vector<Literal> literals;
    std::vector<Include> includes;

    bool isHeader() const { return path.endsWith(QLatin1String(".h")); }
    bool isCpp() const { return path.endsWith(QLatin1String(".cpp")); }
    bool isSource() const { return isHeader() || isCpp(); }
    bool isIn(QLatin1String folder) const { return path.startsWith(folder); } ///< "core/store/"
    int lines() const { return int(text.count(u'\n')); }
    int lineOf(qsizetype at) const { return int(QStringView(text).left(at).count(u'\n')) + 1; }
};

using Tree = std::vector<File>;

/// One breach of a rule: "core/leads/lead.cpp:12" and what is wrong there.
struct Finding {
    QString place;
    QString what;
};
using Findings = std::vector<Finding>;

/// Reads a file's text into its parts; C++ is taken apart, anything else has text only.
File fileOf(const QString &path, const QString &text);

/// All files of ours under the top folder: sources, build files, migrations, scripts; never build/ or what git ignores.
Tree readTree(const QString &top);

Finding finding(const File &file, qsizetype at, const QString &what);

/// A finding for each place where the pattern matches the file's code (comments and literals are blank there).
void searchCode(const File &file, const QRegularExpression &pattern, const QString &what, Findings &out);

} // namespace updesk::house
