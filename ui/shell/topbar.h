// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/button.h"

#include <QAbstractButton>
#include <QWidget>

class QMenu;

namespace updesk
{

/// The box that looks like a search field and opens the palette; what is typed on it goes on there.
class SearchBox final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit SearchBox(QWidget *parent = nullptr);

Q_SIGNALS:
    void typed(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

/// The round button with the initials of who is at the desk.
class Avatar final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit Avatar(QWidget *parent = nullptr);
    void setPerson(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// Above the content: back and forward, title, search, notices, add, the person. 48 high.
class TopBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);
    void setTitle(const QString &title, const QString &breadcrumb);
    void setSample(bool sample);
    void setWays(bool back, bool forward);
    void setPerson(const QString &name) { m_avatar->setPerson(name); }
    void setUnread(int count);
    void setQuiet(bool quiet);
    void setMenus(QMenu *add, QMenu *person);
    void openAddMenu();
    QWidget *focusTarget() const;

Q_SIGNALS:
    void backClicked();
    void forwardClicked();
    void searchWanted(const QString &text);
    void noticesWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();
    /// Between the title's right end and the notices' left: breadcrumb, sample mark, search.
    void arrangeMiddle(int left, int right);
    int leastMiddle() const;
    int putAt(QWidget *widget, int x, const QSize &size) const;
    void popUp(QMenu *menu, QWidget *under);
    Button *m_back;
    Button *m_forward;
    TextLabel *m_title;
    TextLabel *m_crumb;
    QWidget *m_sample;
    SearchBox *m_search;
    Button *m_bell;
    Button *m_add;
    Avatar *m_avatar;
    QMenu *m_addMenu = nullptr;
    QMenu *m_personMenu = nullptr;
    void nameBell();
    int m_unread = 0;
    bool m_quiet = false;
};

} // namespace updesk
