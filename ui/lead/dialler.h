// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QStringList>

#include <vector>

class QProcess;

namespace updesk
{

/// Hands a number to whatever dials at this desk.
class Dialler
{
public:
    virtual ~Dialler() = default;
    /// `link` as dialLink() makes it: tel: or sip:. False when nothing here can dial it: the number is then shown
    /// large, to be dialled by hand.
    virtual bool dial(const QString &link) = 0;
};

/// Dials by the program that this desk has for such links.
class DesktopDialler final : public QObject, public Dialler
{
    Q_OBJECT
public:
    /// Asks the desktop, without waiting, whether it has such programs.
    explicit DesktopDialler(QObject *parent = nullptr);
    ~DesktopDialler() override;
    bool dial(const QString &link) override;

private:
    void ask(const QString &scheme);
    std::vector<QPointer<QProcess>> m_asks; ///< each until it has answered
    QStringList m_can; ///< schemes
};

} // namespace updesk
