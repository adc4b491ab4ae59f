// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcessEnvironment>
#include <QStringList>
#include <QTemporaryDir>

namespace updesk
{

/// updeskctl as a person starts it, on a store in a folder of its own.
class Program
{
public:
    struct Ran {
        int status = -1; ///< -1: it crashed or hung
        QByteArray out, err;
        QJsonObject json() const;
    };
    Ran run(const QStringList &arguments) const; ///< with --store before them
    Ran runBare(const QStringList &arguments) const;
    void setEnvironment(const QProcessEnvironment &environment) { m_environment = environment; }
    /// A small sample store whose time stands at Thursday 12 March 2026, 10:00 in New York.
    bool makeSample() const;
    Ran at10(const QStringList &arguments) const; ///< with --now there
    QString file(const QString &name) const { return m_dir.filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const; ///< returns the path
    QByteArray read(const QString &path) const;
    QStringList filesIn(const QString &folder) const;

    static QString path();
    static QByteArray adf(const QByteArray &name, const QByteArray &phone, const QByteArray &id);

private:
    QTemporaryDir m_dir;
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();
};

} // namespace updesk
