@echo off
rem Klik dua kali: menyiapkan Rakor sekali, lalu menampilkan pratinjau situs di peramban.
setlocal
chcp 65001 >nul
cd /d "%~dp0"

if not exist mkdocs.yml (
  echo Berkas mkdocs.yml tidak ada di folder ini. Simpan mulai.cmd di folder situs.
  goto gagal
)
if exist ".venv\Scripts\rakor.exe" if exist ".venv\siap.txt" (
  fc /b requirements.lock ".venv\siap.txt" >nul 2>nul && goto tampilkan
)

set PYTHON=
where py >nul 2>nul && set PYTHON=py -3
if not defined PYTHON where python >nul 2>nul && set PYTHON=python
if not defined PYTHON (
  echo Python belum terpasang. Pasang Python 3.11 atau yang lebih baru dari Microsoft Store
  echo atau dari python.org, lalu klik dua kali mulai.cmd sekali lagi.
  goto gagal
)
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))"
if errorlevel 1 (
  echo Python di komputer ini terlalu lama. Pasang Python 3.11 atau yang lebih baru,
  echo lalu klik dua kali mulai.cmd sekali lagi.
  goto gagal
)
if not exist requirements.lock (
  echo Berkas requirements.lock tidak ada. Salin dari folder situs yang lengkap.
  goto gagal
)

echo Menyiapkan Rakor. Ini sekali saja, perlu internet, dan beberapa menit.
if not exist ".venv\Scripts\python.exe" %PYTHON% -m venv .venv
if errorlevel 1 (
  echo Folder .venv tidak dapat dibuat. Periksa ruang cakram dan izin menulis di folder ini.
  goto gagal
)
".venv\Scripts\python.exe" -m pip --disable-pip-version-check install --quiet --require-hashes --requirement requirements.lock
if errorlevel 1 (
  echo Rakor tidak dapat dipasang. Periksa sambungan internet, lalu klik dua kali mulai.cmd lagi.
  goto gagal
)
if exist pyproject.toml ".venv\Scripts\python.exe" -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation --editable .
if errorlevel 1 (
  echo Program di folder ini tidak dapat dipasang. Lihat pesan di atas.
  goto gagal
)
if not exist ".venv\Scripts\rakor.exe" (
  echo Rakor sendiri belum terpasang: simpan berkas rakor-...-py3-none-any.whl di folder alat,
  echo dan tambahkan barisnya ke requirements.lock ^(lihat baris terakhir berkas itu^).
  goto gagal
)
copy /y requirements.lock ".venv\siap.txt" >nul

:tampilkan
if "%~1"=="--siapkan" exit /b 0
".venv\Scripts\rakor.exe" serve --open
if errorlevel 1 goto gagal
exit /b 0

:gagal
echo.
if not "%~1"=="--siapkan" pause
exit /b 1
