# Thin on purpose: everything happens in packaging/bootstrap.py, which runs the same on Windows.
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) packaging/bootstrap.py

# Through the environment and unexpanded, so that spaces, quotes and dollar signs in a path survive.
export READREEL_VIDEO := $(value VIDEO)

.PHONY: help article window screenshots setup test gauntlet benchmarks frozen deb

help:
	@echo "make article             an article of the sample recording (sets everything up first)"
	@echo "make article VIDEO=path  an article of your own; ARGS='--writer none …' go to readreel make"
	@echo "make window              sets everything up and opens the window"
	@echo "make setup               environment, libraries and models only"
	@echo "make test                lint, types, layers and all tests, the real models included"
	@echo "make gauntlet            every fault the program must survive, whole (hours)"
	@echo "make screenshots         pictures of the window's main states in build/screenshots"
	@echo "make frozen              the installed program in dist/readreel; ARGS='--kind full' with a writer inside"
	@echo "make deb                 the same as a Debian package"
	@echo "make benchmarks          the figures of the README; ARGS='NAME …' for one of them"

article:
	@$(BOOTSTRAP) article $${READREEL_VIDEO:+"$$READREEL_VIDEO"} $(ARGS)

window screenshots setup test gauntlet benchmarks frozen deb:
	@$(BOOTSTRAP) $@ $(ARGS)
